import { longClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';
import { type MomentName, PIECE_MOMENTS } from './moments.fixture.js';

const ENCODING: MomentName[] = [
  'while its process is running',
  'halfway through an upload',
  'after an upload, before the response',
  'with its rows written but not committed',
];

killAtSteps(longClip, [
  [{ kind: 'encode', index: 0 }, ['during the claim', 'just after the claim', ...ENCODING, 'just after it ends']],
  [{ kind: 'encode', index: 1 }, ENCODING],
  [{ kind: 'encode', index: 2 }, ENCODING],
  [{ kind: 'audio', index: 0 }, ['during the claim', ...PIECE_MOMENTS]],
]);
