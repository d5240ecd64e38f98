import { shortClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';
import type { MomentName } from './moments.fixture.js';

const CLAIMING: MomentName[] = ['as it claims', 'just after the claim'];
const UPLOADING: MomentName[] = ['half-way through an upload', 'with an upload done but not answered'];
const ENDING: MomentName[] = ['with its rows written but not committed', 'just after its end'];

killAtSteps(shortClip, [
  [{ kind: 'fetch', index: 0 }, [...CLAIMING, 'half-way through a read', 'while its process runs', ...ENDING]],
  [{ kind: 'probe', index: 0 }, [...CLAIMING, 'while its process runs', ...ENDING]],
  [{ kind: 'images', index: 0 }, ['while its process runs', ...UPLOADING, ...ENDING]],
  [
    { kind: 'package', index: 0 },
    [...CLAIMING, 'half-way through a read', 'while its process runs', ...UPLOADING, ...ENDING],
  ],
  [{ kind: 'verify', index: 0 }, [...CLAIMING, 'half-way through a read', 'while its process runs', ...ENDING]],
]);
