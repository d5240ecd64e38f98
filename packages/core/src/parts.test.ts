import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutParts, MAX_WANTED_PART_BYTES, MIN_PART_BYTES, partSize } from './parts.js';

const MIB = 1024 * 1024;

test('up to 16 MiB a file goes in one PUT', () => {
  expect(layoutParts(16 * MIB)).toEqual({ strategy: 'single', partSizeBytes: 16 * MIB, partCount: 1 });
  expect(layoutParts(16 * MIB + 1)).toEqual({ strategy: 'multipart', partSizeBytes: 16 * MIB, partCount: 2 });
});

const wanted = fc.integer({ min: MIN_PART_BYTES, max: MAX_WANTED_PART_BYTES });

test('parts cover every file exactly, within the limits of S3', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 * 1024 ** 4 }),
      fc.option(wanted, { nil: undefined }),
      (sizeBytes, part) => {
        const layout = layoutParts(sizeBytes, part);
        const last = partSize(sizeBytes, layout, layout.partCount);
        expect((layout.partCount - 1) * layout.partSizeBytes + (last ?? 0)).toBe(sizeBytes);
        expect(last).toBeGreaterThan(0);
        expect(layout.partCount).toBeLessThanOrEqual(10_000);
      },
    ),
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

test('a client on a slow line may wish for small parts, and gets larger ones only where 10,000 would not do', () => {
  expect(layoutParts(100 * MIB, 5 * MIB)).toEqual({ strategy: 'multipart', partSizeBytes: 5 * MIB, partCount: 20 });
  expect(layoutParts(16 * MIB, 5 * MIB).strategy).toBe('single');
  expect(layoutParts(50_001 * MIB, 5 * MIB)).toMatchObject({ partSizeBytes: 6 * MIB });
});
