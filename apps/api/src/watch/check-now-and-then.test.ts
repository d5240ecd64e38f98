import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkNowAndThen } from './check-now-and-then.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('while an answer is awaited, none is asked for', async () => {
  const answers: (() => void)[] = [];
  const stop = checkNowAndThen(
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

test('a refusal is told, and what was stopped asks no more', async () => {
  let refusals = 0;
  const refused = async () => {
    throw new Error('signed out');
  };
  const stop = checkNowAndThen(refused, 60_000, () => {
    refusals += 1;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refusals).toBe(1);
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(refusals).toBe(1);
});
