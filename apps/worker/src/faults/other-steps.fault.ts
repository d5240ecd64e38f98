import { shortClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';
import type { MomentName } from './moments.fixture.js';

const CLAIMING: MomentName[] = ['during the claim', 'just after the claim'];
const UPLOADING: MomentName[] = ['halfway through an upload', 'after an upload, before the response'];
const ENDING: MomentName[] = ['with its rows written but not committed', 'just after it ends'];

killAtSteps(shortClip, [
  [{ kind: 'fetch', index: 0 }, [...CLAIMING, 'halfway through a read', 'while its process is running', ...ENDING]],
  [{ kind: 'probe', index: 0 }, [...CLAIMING, 'while its process is running', ...ENDING]],
  [{ kind: 'images', index: 0 }, ['while its process is running', ...UPLOADING, ...ENDING]],
  [{ kind: 'text', index: 0 }, [...CLAIMING, 'while its process is running', ...UPLOADING, ...ENDING]],
  [
    { kind: 'package', index: 0 },
    [...CLAIMING, 'halfway through a read', 'while its process is running', ...UPLOADING, ...ENDING],
  ],
  [{ kind: 'verify', index: 0 }, [...CLAIMING, 'halfway through a read', 'while its process is running', ...ENDING]],
]);
