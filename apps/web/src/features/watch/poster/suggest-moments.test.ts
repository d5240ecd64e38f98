import { expect, test } from 'vitest';
import { momentTime, suggestMoments, within } from './suggest-moments';

test('moments are spread over the video, and there are fewer in a short one', () => {
  expect(suggestMoments(10_000)).toEqual([1_000, 3_000, 5_000, 7_000, 9_000]);
  expect(suggestMoments(600)).toEqual([60]);
});

test.each([
  [-5, 0],
  [0, 0],
  [4_999.6, 4_999],
  [9_000, 4_999],
])('%d ms in a video of 5 s is %d ms', (atMs, expected) => {
  expect(within(atMs, 5_000)).toBe(expected);
});

test.each([
  [0, '0:00.0'],
  [1_299, '0:01.2'],
  [62_500, '1:02.5'],
  [3_723_900, '1:02:03.9'],
])('%i ms is written %s', (atMs, text) => {
  expect(momentTime(atMs)).toBe(text);
});
