import { expect, test } from 'vitest';
import { playerTimes } from './player-times';

const ranges = (...ends: number[]): TimeRanges => ({ length: ends.length, start: () => 0, end: (at) => ends[at] ?? 0 });
const media = (currentTime: number, duration: number, seekable = ranges()) => ({ currentTime, duration, seekable });

test('the end is the duration that the page shows, and the position is never after it', () => {
  expect(playerTimes(media(2.966, 2.967), 2_960)).toEqual({ atMs: 2_960, endMs: 2_960 });
  expect(playerTimes(undefined, 2_960)).toEqual({ atMs: 0, endMs: 2_960 });
});

test('without a known duration, the end is that of the media, or of its part that is ready', () => {
  expect(playerTimes(media(1, 4), undefined)).toEqual({ atMs: 1_000, endMs: 4_000 });
  expect(playerTimes(media(1, Number.POSITIVE_INFINITY, ranges(8)), undefined)).toEqual({ atMs: 1_000, endMs: 8_000 });
  expect(playerTimes(media(0, Number.NaN), undefined)).toEqual({ atMs: 0, endMs: 0 });
});
