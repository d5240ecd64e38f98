import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttleByKey } from './throttle-by-key';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each key is called immediately, then at most once per interval', () => {
  const calls: string[] = [];
  const call = throttleByKey(2_000, (key) => void calls.push(key));
  for (const key of ['a', 'a', 'b', 'a']) call(key);
  expect(calls).toEqual(['a', 'b']);
  vi.advanceTimersByTime(2_000);
  expect(calls).toEqual(['a', 'b', 'a']);
  vi.advanceTimersByTime(60_000);
  expect(calls).toEqual(['a', 'b', 'a']);
  call('a');
  expect(calls).toEqual(['a', 'b', 'a', 'a']);
});
