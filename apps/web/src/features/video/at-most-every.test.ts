import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atMostEvery } from './at-most-every';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first call is made at once, those of the next moments are one later, and each key counts for itself', () => {
  const calls: string[] = [];
  const call = atMostEvery(2_000, (key) => void calls.push(key));
  for (const key of ['a', 'a', 'b', 'a']) call(key);
  expect(calls).toEqual(['a', 'b']);
  vi.advanceTimersByTime(2_000);
  expect(calls).toEqual(['a', 'b', 'a']);
  vi.advanceTimersByTime(60_000);
  expect(calls).toEqual(['a', 'b', 'a']);
  call('a');
  expect(calls).toEqual(['a', 'b', 'a', 'a']);
});
