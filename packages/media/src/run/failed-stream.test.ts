import { expect, test } from 'vitest';
import { failedStream } from './failed-stream.js';

test.each([
  ['[error] Error while decoding stream #0:2: Invalid data found when processing input', 2],
  ['[aist#0:12/aac @ 0x5] [dec:aac @ 0x6] [error] Error submitting packet to decoder: Invalid data', 12],
  ['[error] Error while decoding stream #0:0: Invalid argument', undefined],
  ['[aac @ 0x5] [error] channel element 3.3 is not allocated', undefined],
])('the stream of: %s', (line, stream) => {
  expect(failedStream(line)).toBe(stream);
});
