import { expect, test } from 'vitest';
import { afterCrash } from './after-crash.ts';

test('doubles the delay for each crash within a minute', () => {
  const delays = [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]].map((times) => afterCrash(times, 10));
  expect(delays).toEqual([500, 1_000, 2_000, 4_000].map((delayMs) => ({ kind: 'restart', delayMs })));
});

test('gives up after five crashes within a minute', () => {
  expect(afterCrash([0, 10_000, 20_000, 30_000, 59_000], 59_000)).toEqual({ kind: 'giveUp' });
});

test('ignores old crashes', () => {
  expect(afterCrash([0, 1, 2, 3, 120_000], 120_000)).toEqual({ kind: 'restart', delayMs: 500 });
});
