import { expect, test } from 'vitest';
import { watchOutliers } from './watch-outliers.js';

const watch = (times: number[], othersEnd = 0) => {
  const outliers = watchOutliers<{ seconds: number; isKey: boolean }>();
  const right = [
    ...times.flatMap((seconds) => outliers.add({ seconds, isKey: true })),
    ...outliers.finish(othersEnd),
  ].map(({ seconds }) => seconds);
  return { right, wrong: outliers.wrong() };
};
const upTo = (seconds: number, from = 0) => Array.from({ length: seconds * 25 }, (_, index) => from + index / 25);

test.each([
  ['too late', 4199],
  ['too early', -50],
])('a single packet that is %s is found, and all others are kept in order', (_, wrong) => {
  const times = [...upTo(3), wrong, ...upTo(3, 3)];
  expect(watch(times)).toEqual({ right: [...upTo(3), ...upTo(3, 3)], wrong: [75] });
});

test('two wrong packets next to each other count as a gap and a restart, which other checks report', () => {
  const times = [...upTo(3), 4199, 4199.04, ...upTo(3, 3)];
  expect(watch(times).right).toHaveLength(times.length);
});

test('gaps, restarts, slides and packets slightly out of order are not wrong', () => {
  for (const times of [
    [...upTo(3), ...upTo(3, 500)],
    [...upTo(30), ...upTo(30)],
    [0, 5, 10, 60, 65],
    [0, 0.04, 0.02, 0.08],
  ])
    expect(watch(times)).toEqual({ right: times, wrong: [] });
});

test('the last packet is wrong if it comes long after everything else', () => {
  expect(watch([...upTo(3), 4199], 3)).toEqual({ right: upTo(3), wrong: [75] });
  expect(watch([...upTo(3), 20], 19).wrong).toEqual([]);
});

test('packets before the first key frame are not counted', () => {
  const outliers = watchOutliers<{ seconds: number; isKey: boolean }>();
  for (const [index, seconds] of [0, 0.04, 0.08, 900, 0.16].entries()) outliers.add({ seconds, isKey: index === 2 });
  expect(outliers.wrong()).toEqual([1]);
});
