import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutParts, MAX_REQUESTED_PART_BYTES, MIN_PART_BYTES, partSize } from './parts.js';

const MIB = 1024 * 1024;

test('a file of up to 16 MiB is uploaded in a single PUT', () => {
  expect(layoutParts(16 * MIB)).toEqual({ strategy: 'single', partSizeBytes: 16 * MIB, partCount: 1 });
  expect(layoutParts(16 * MIB + 1)).toEqual({ strategy: 'multipart', partSizeBytes: 16 * MIB, partCount: 2 });
});

const requestedPartBytes = fc.integer({ min: MIN_PART_BYTES, max: MAX_REQUESTED_PART_BYTES });

test('parts cover every file exactly, within the limits of S3', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 * 1024 ** 4 }),
      fc.option(requestedPartBytes, { nil: undefined }),
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

test('only part numbers from the first to the last have a size', () => {
  const layout = layoutParts(40 * MIB);
  expect([0, 1, 3, 4, 1.5].map((number) => partSize(40 * MIB, layout, number))).toEqual([
    undefined,
    16 * MIB,
    8 * MIB,
    undefined,
    undefined,
  ]);
});

test('a client can request smaller parts, and gets larger ones only if the file would need more than 10,000', () => {
  expect(layoutParts(100 * MIB, 5 * MIB)).toEqual({ strategy: 'multipart', partSizeBytes: 5 * MIB, partCount: 20 });
  expect(layoutParts(16 * MIB, 5 * MIB).strategy).toBe('single');
  expect(layoutParts(50_001 * MIB, 5 * MIB)).toMatchObject({ partSizeBytes: 6 * MIB });
});
