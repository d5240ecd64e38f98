import { copiedClip } from './clips.fixture.js';
import { PIECE_MOMENTS } from './moments.fixture.js';
import { sweepSteps } from './sweep-steps.fixture.js';

sweepSteps(copiedClip, [
  [{ kind: 'repackage', index: 0 }, ['just after the claim', ...PIECE_MOMENTS, 'just after its end']],
]);
