import { normalizedClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';

killAtSteps(normalizedClip, [
  [
    { kind: 'fetch', index: 0 },
    ['while its process is running', 'halfway through an upload', 'after an upload, before the response'],
  ],
]);
