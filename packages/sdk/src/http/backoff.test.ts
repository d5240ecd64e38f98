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

test('the next attempt waits for as long as Retry-After says', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(unavailable(7_000)).mockResolvedValue('done');
  const result = withRetries(attempt, { attempts: 2 });
  await vi.advanceTimersByTimeAsync(6_999);
  expect(attempt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(attempt).toHaveBeenCalledTimes(2);
  await expect(result).resolves.toBe('done');
});

test('Retry-After: 0 still leaves a pause before the next attempt', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(unavailable(0)).mockResolvedValue('done');
  const result = withRetries(attempt, { attempts: 2 });
  await vi.advanceTimersByTimeAsync(1);
  expect(attempt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(500);
  await expect(result).resolves.toBe('done');
});
