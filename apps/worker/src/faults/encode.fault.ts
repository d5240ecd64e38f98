import { longClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';
import { type MomentName, PIECE_MOMENTS } from './moments.fixture.js';

const ENCODING: MomentName[] = [
  'while its process runs',
  'half-way through an upload',
  'with an upload done but not answered',
  'with its rows written but not committed',
];

killAtSteps(longClip, [
  [{ kind: 'encode', index: 0 }, ['as it claims', 'just after the claim', ...ENCODING, 'just after its end']],
  [{ kind: 'encode', index: 1 }, ENCODING],
  [{ kind: 'encode', index: 2 }, ENCODING],
  [{ kind: 'audio', index: 0 }, ['as it claims', ...PIECE_MOMENTS]],
]);
