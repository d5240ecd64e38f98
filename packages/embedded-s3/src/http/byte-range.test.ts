import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './byte-range.js';

test.each([
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=2-', { start: 2, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-30', { start: 0, end: 9 }],
  ['bytes=5-99', { start: 5, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', undefined],
  ['bytes=0-1,3-4', undefined],
  ['bytes=-', undefined],
  ['items=0-1', undefined],
  [undefined, undefined],
])('for an object of ten bytes, %s means %o', (header, range) => expect(parseRange(header, 10)).toEqual(range));

test('every range of an empty object is unsatisfiable', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(parseRange('bytes=-5', 0)).toBe('unsatisfiable');
});

test('a range never exceeds the object', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1_000 }), (first, last, sizeBytes) => {
      const range = parseRange(`bytes=${first}-${last}`, sizeBytes);
      if (typeof range !== 'object') return;
      expect(range.start).toBe(first);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(sizeBytes);
    }),
  );
});
