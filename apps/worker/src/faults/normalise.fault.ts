import { normalisedClip } from './clips.fixture.js';
import { sweepSteps } from './sweep-steps.fixture.js';

sweepSteps(normalisedClip, [
  [
    { kind: 'fetch', index: 0 },
    ['while its process runs', 'half-way through an upload', 'with an upload done but not answered'],
  ],
]);
