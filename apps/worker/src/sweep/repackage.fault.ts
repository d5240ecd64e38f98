import { copiedClip } from './clips.fixture.js';
import { sweepSteps } from './sweep-steps.fixture.js';

sweepSteps(copiedClip, [
  [
    { kind: 'repackage', index: 0 },
    [
      'just after the claim',
      'while its process runs',
      'half-way through an upload',
      'with its first piece named but not committed',
      'half-way through its second piece',
      'with its last piece done but not answered',
      'with its rows written but not committed',
      'just after its end',
    ],
  ],
]);
