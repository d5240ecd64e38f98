import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from './api-error.js';
import { withRetries } from './backoff.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const unavailable = (retryAfterMs?: number) =>
  new ApiError(503, 'STORAGE_UNAVAILABLE', 'Storage did not answer.', 'r-1', [], [], retryAfterMs);

test('the next try waits for as long as the server asked, and not a moment less', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(unavailable(7_000)).mockResolvedValue('done');
  const result = withRetries(attempt, { attempts: 2 });
  await vi.advanceTimersByTimeAsync(6_999);
  expect(attempt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(attempt).toHaveBeenCalledTimes(2);
  await expect(result).resolves.toBe('done');
});

test('a server that asks for no wait is still given one', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(unavailable(0)).mockResolvedValue('done');
  const result = withRetries(attempt, { attempts: 2 });
  await vi.advanceTimersByTimeAsync(1);
  expect(attempt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(500);
  await expect(result).resolves.toBe('done');
});
