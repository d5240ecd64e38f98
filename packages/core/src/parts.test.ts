import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutParts, partSize } from './parts.js';

const MIB = 1024 * 1024;

test('up to 16 MiB a file goes in one PUT', () => {
  expect(layoutParts(16 * MIB)).toEqual({ strategy: 'single', partSizeBytes: 16 * MIB, partCount: 1 });
  expect(layoutParts(16 * MIB + 1)).toEqual({ strategy: 'multipart', partSizeBytes: 16 * MIB, partCount: 2 });
});

test('parts cover every file exactly, within the limits of S3', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 * 1024 ** 4 }), (sizeBytes) => {
      const layout = layoutParts(sizeBytes);
      const last = partSize(sizeBytes, layout, layout.partCount);
      expect((layout.partCount - 1) * layout.partSizeBytes + (last ?? 0)).toBe(sizeBytes);
      expect(last).toBeGreaterThan(0);
      expect(layout.partCount).toBeLessThanOrEqual(10_000);
    }),
  );
});

test('there is no part before the first or after the last', () => {
  const layout = layoutParts(40 * MIB);
  expect([0, 1, 3, 4, 1.5].map((number) => partSize(40 * MIB, layout, number))).toEqual([
    undefined,
    16 * MIB,
    8 * MIB,
    undefined,
    undefined,
  ]);
});
