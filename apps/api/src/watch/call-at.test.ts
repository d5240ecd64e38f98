import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callAt } from './call-at.js';

const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([-1, 0, 1, 24, 25, 60, 400])('a call in %i days runs on time and once', (days) => {
  const callback = vi.fn();
  callAt(inDays(days), callback);
  if (days > 0) vi.advanceTimersByTime(days * DAY_MS - 1);
  expect(callback).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(DAY_MS);
  expect(callback).toHaveBeenCalledTimes(1);
});

test.each([1, 60])('a canceled call in %i days does not run', (days) => {
  const callback = vi.fn();
  const cancel = callAt(inDays(days), callback);
  vi.advanceTimersByTime((days - 0.5) * DAY_MS);
  cancel();
  vi.advanceTimersByTime(DAY_MS);
  expect(callback).not.toHaveBeenCalled();
});
