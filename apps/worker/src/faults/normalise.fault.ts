import { normalisedClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';

killAtSteps(normalisedClip, [
  [
    { kind: 'fetch', index: 0 },
    ['while its process runs', 'half-way through an upload', 'with an upload done but not answered'],
  ],
]);
