import type { ParsedSegment } from '@media/media';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPieces } from './cut-pieces.js';

const TIMESCALE = 1_000;
const at = (seconds: number) => ({ startTicks: seconds * TIMESCALE }) as ParsedSegment;

/** The segment starts of every piece, if segments are added in groups of these sizes. */
const cut = (boundaries: readonly number[], starts: readonly number[], groups: readonly number[] = [starts.length]) => {
  const cutter = cutPieces(boundaries);
  const left = [...starts];
  const pieces = groups.flatMap((size) => cutter.add(left.splice(0, size).map(at), TIMESCALE));
  pieces.push(...cutter.add(left.map(at), TIMESCALE), ...cutter.finish());
  return pieces.map(({ index, segments }) => [index, ...segments.map(({ startTicks }) => startTicks / TIMESCALE)]);
};

test('a piece ends before the first segment that starts at or after a boundary', () => {
  expect(cut([8, 16], [0, 4.011, 8.022, 12.033, 16.044])).toEqual([
    [0, 0, 4.011],
    [1, 8.022, 12.033],
    [2, 16.044],
  ]);
});

test('a start rounded down to just before a boundary counts as on it', () => {
  expect(cut([4.0043], [0, 4.004])).toEqual([
    [0, 0],
    [1, 4.004],
  ]);
});

test('a segment that spans several boundaries makes one piece, and piece indexes have no gaps', () => {
  expect(cut([4, 8, 12], [0, 10, 14])).toEqual([
    [0, 0],
    [1, 10],
    [2, 14],
  ]);
});

test('without boundaries there is one piece, and without segments none', () => {
  expect(cut([], [0, 4, 8])).toEqual([[0, 0, 4, 8]]);
  expect(cut([8], [])).toEqual([]);
});

test('pieces do not depend on how segments are grouped, and no segment is lost or repeated', () => {
  const sorted = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 })
    .map((all) => all.sort((a, b) => a - b));
  const groups = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 10 });
  fc.assert(
    fc.property(sorted, sorted, groups, (boundaries, starts, sizes) => {
      const pieces = cut(boundaries, starts, sizes);
      expect(pieces).toEqual(cut(boundaries, starts));
      expect(pieces.map(([index]) => index)).toEqual(pieces.map((_, place) => place));
      expect(pieces.flatMap(([, ...segments]) => segments)).toEqual(starts);
    }),
  );
});
