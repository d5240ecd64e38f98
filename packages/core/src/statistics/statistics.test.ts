import { expect, test } from 'vitest';
import { addViews, countBeacon, dayAfter, dayOf, HEAT_BUCKETS, lengthOf, NO_VIEWS, withEmptyDays } from './index.js';

const HOUR_MS = 3_600_000;
const watching = (watchedMs: number) => ({ isPlay: false, isNewSession: false, watchedMs });
const entering = (buckets: number[]) => ({ play: false, watchedMs: 1e9, buckets });
const heatSum = (heat: readonly number[]) => heat.reduce((sum, times) => sum + times, 0);

test('a beacon counts what was admitted, not what it claims', () => {
  const beacon = { play: true, watchedMs: 1e9, buckets: [0, 1, 1] };
  const admitted = { isPlay: true, isNewSession: true, watchedMs: 4_000 };
  const { heat, ...counts } = countBeacon(beacon, admitted, 100_000);
  expect(counts).toEqual({ plays: 1, sessions: 1, watchedMs: 4_000 });
  expect(heat).toEqual([1, 2, ...Array(HEAT_BUCKETS - 2).fill(0)]);
  expect(countBeacon(beacon, watching(0), 100_000)).toEqual(NO_VIEWS);
});

test.each([
  ['a short video that was watched completely', 10_000, 10_000, 100],
  ['half of a short video', 10_000, 5_000, 50],
  ['a jump each second in a long video', HOUR_MS, 20_000, 20],
  ['nothing', HOUR_MS, 0, 0],
  ['a video of unknown duration', 0, 20_000, 0],
])('the parts that %s can enter', (_, durationMs, watchedMs, most) => {
  const all = Array.from({ length: HEAT_BUCKETS }, (_, bucket) => bucket);
  const { heat } = countBeacon(entering([...all, ...all]), watching(watchedMs), durationMs);
  expect(heatSum(heat)).toBe(most);
});

test('views add up part by part', () => {
  const one = countBeacon(entering([3, 99]), { isPlay: true, isNewSession: true, watchedMs: 2_000 }, 100_000);
  const two = countBeacon(entering([3]), watching(1_000), 100_000);
  const { heat, ...sums } = addViews(addViews(NO_VIEWS, one), two);
  expect(sums).toEqual({ plays: 1, sessions: 1, watchedMs: 3_000 });
  expect([heat[3], heat[99], heatSum(heat)]).toEqual([2, 1, 3]);
});

test('a period has all its days, also across the end of a year and in a leap year', () => {
  expect(dayOf(Date.UTC(2026, 11, 31, 23, 59, 59, 999))).toBe('2026-12-31');
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
  expect(lengthOf({ from: '2026-01-01', to: '2026-01-01' })).toBe(1);
  expect(lengthOf({ from: '2026-01-02', to: '2026-01-01' })).toBe(0);
  const days = withEmptyDays({ from: '2026-12-30', to: '2027-01-01' }, [{ date: '2026-12-31', plays: 5 }], (date) => ({
    date,
    plays: 0,
  }));
  expect(days).toEqual([
    { date: '2026-12-30', plays: 0 },
    { date: '2026-12-31', plays: 5 },
    { date: '2027-01-01', plays: 0 },
  ]);
});
