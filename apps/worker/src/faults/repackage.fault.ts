import { copiedClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';
import { PIECE_MOMENTS } from './moments.fixture.js';

killAtSteps(copiedClip, [
  [{ kind: 'repackage', index: 0 }, ['just after the claim', ...PIECE_MOMENTS, 'just after it ends']],
]);
