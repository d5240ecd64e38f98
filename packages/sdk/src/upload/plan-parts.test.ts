import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingParts, planParts } from './plan-parts.js';

test('the parts of any file cover it once, in order, and only the last one can be shorter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1e6, max: 1e8 }), (sizeBytes, partSizeBytes) => {
      const parts = planParts(sizeBytes, { partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) });
      const starts = parts.map(({ start }) => start);
      expect(starts).toEqual([0, ...parts.slice(0, -1).map(({ end }) => end)]);
      expect(parts.at(-1)?.end).toBe(sizeBytes);
      expect(parts.slice(0, -1).every(({ start, end }) => end - start === partSizeBytes)).toBe(true);
    }),
  );
});

test('only parts that are missing or have the wrong size are sent', () => {
  const parts = planParts(25, { partSizeBytes: 10, partCount: 3 });
  const stored = [
    { partNumber: 1, sizeBytes: 10, etag: 'a' },
    { partNumber: 3, sizeBytes: 4, etag: 'c' },
  ];
  expect(missingParts(parts, stored).map(({ partNumber }) => partNumber)).toEqual([2, 3]);
});
