import { expect, test } from 'vitest';
import { NO_FILTERS } from './filters';
import { toApiQuery } from './to-api-query';

test('without filters, the API is asked for all videos', () => {
  expect(toApiQuery(NO_FILTERS)).toEqual({});
});

test('a range of durations includes every video that is shown with one of its ends', () => {
  // 89.5 s to 90.499 s are shown as 1:30.
  expect(toApiQuery({ ...NO_FILTERS, minSeconds: 90, maxSeconds: 90 })).toEqual({
    minDurationMs: 89_500,
    maxDurationMs: 90_499,
  });
});

test('both days are included, from midnight to midnight', () => {
  const { createdAfter, createdBefore } = toApiQuery({ ...NO_FILTERS, from: '2026-11-24', to: '2026-11-24' });
  expect([createdAfter, createdBefore]).toEqual([
    new Date(2026, 10, 24).toISOString(),
    new Date(2026, 10, 25).toISOString(),
  ]);
});
