import { expect, test } from 'vitest';
import { formatDay, formatWatched } from './format-watched';

test.each([
  [0, '0 s'],
  [45.4, '45 s'],
  [60, '1 min'],
  [3_540, '59 min'],
  [3_599, '1 h'],
  [5_400, '1.5 h'],
  [35_990, '10 h'],
  [4_320_000, '1,200 h'],
])('%s seconds are %s', (seconds, text) => {
  expect(formatWatched(seconds, 'en')).toBe(text);
});

test('a day is the same wherever its reader is', () => {
  expect(formatDay('2026-01-31', 'en')).toBe('Jan 31, 2026');
});
