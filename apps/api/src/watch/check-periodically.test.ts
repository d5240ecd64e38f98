import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkPeriodically } from './check-periodically.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('while one check runs, no other begins', async () => {
  const answers: (() => void)[] = [];
  const stop = checkPeriodically(
    () => new Promise((resolve) => answers.push(resolve)),
    60_000,
    () => undefined,
  );
  await vi.advanceTimersByTimeAsync(59_999);
  expect(answers).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(180_001);
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answers).toHaveLength(2);
  stop();
});

test('a refusal is reported, and a stopped check runs no more', async () => {
  let refusals = 0;
  const refused = async () => {
    throw new Error('signed out');
  };
  const stop = checkPeriodically(refused, 60_000, () => {
    refusals += 1;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refusals).toBe(1);
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(refusals).toBe(1);
});
