import { uncopyableClip } from './clips.fixture.js';
import { killAtSteps } from './fault-steps.fixture.js';

// The tasks with the indexes 3 to 5 encode the three chunks that couldn't be copied.
killAtSteps(uncopyableClip, [
  [
    { kind: 'repackage', index: 0 },
    [
      'with its first piece published but not committed',
      'with its rows written but not committed',
      'just after it ends',
    ],
  ],
  [{ kind: 'encode', index: 3 }, ['while its process is running', 'halfway through an upload']],
  [{ kind: 'encode', index: 5 }, ['with its rows written but not committed', 'just after it ends']],
]);
