import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { sumParts, WHOLE } from './checksums.js';

const BYTES = Buffer.from('the quick brown fox jumps over the lazy dog');
const cut = (size: number) =>
  Array.from({ length: Math.ceil(BYTES.length / size) }, (_, at) => BYTES.subarray(at * size, (at + 1) * size));

test.each([1, 3, 7, 16, 100])("checksums don't depend on block size: %i bytes", async (size) => {
  const parts = [
    { offset: 4, size: 5 },
    { offset: 9, size: 1 },
    { offset: 16, size: 20 },
  ];
  const expected = parts.map((part) => crc32(BYTES.subarray(part.offset, part.offset + part.size)));
  expect(await sumParts(cut(size), parts)).toEqual(expected);
  expect(await sumParts(cut(size), [WHOLE])).toEqual([crc32(BYTES)]);
});

test('a truncated part has another checksum', async () => {
  const part = { offset: 0, size: BYTES.length };
  expect(await sumParts([BYTES.subarray(0, 20)], [part])).not.toEqual([crc32(BYTES)]);
});
