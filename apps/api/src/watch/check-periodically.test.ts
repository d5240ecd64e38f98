import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkPeriodically } from './check-periodically.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('checks do not overlap', async () => {
  const pending: (() => void)[] = [];
  const stop = checkPeriodically(
    () => new Promise((resolve) => pending.push(resolve)),
    60_000,
    () => undefined,
  );
  await vi.advanceTimersByTimeAsync(59_999);
  expect(pending).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(180_001);
  expect(pending).toHaveLength(1);
  pending[0]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(pending).toHaveLength(2);
  stop();
});

test('a failed check is reported, and no check runs after stopping', async () => {
  let failures = 0;
  const fail = async () => {
    throw new Error('signed out');
  };
  const stop = checkPeriodically(fail, 60_000, () => {
    failures += 1;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(failures).toBe(1);
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(failures).toBe(1);
});
