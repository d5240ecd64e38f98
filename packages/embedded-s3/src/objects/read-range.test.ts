import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slicesOf } from './read-range.js';

test('the slices of a range cover exactly its bytes, in order, whatever the parts', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sizes, fc.nat(60), fc.nat(60), (sizeList, a, b) => {
      const parts = sizeList.map((sizeBytes, index) => ({ number: index + 1, sizeBytes }));
      const bytes = parts.flatMap(({ number, sizeBytes }) =>
        Array.from({ length: sizeBytes }, (_, at) => `${number}:${at}`),
      );
      const range = { start: Math.min(a, b), end: Math.min(Math.max(a, b), bytes.length - 1) };
      const read = slicesOf({ uploadId: 'x', parts }, range).flatMap(({ number, range: { start, end } }) =>
        Array.from({ length: end - start + 1 }, (_, at) => `${number}:${start + at}`),
      );
      expect(read).toEqual(bytes.slice(range.start, range.end + 1));
    }),
  );
});
