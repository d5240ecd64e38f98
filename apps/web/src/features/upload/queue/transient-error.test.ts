import { ApiError, NetworkError, StoreError } from '@media/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isTransient, retryDelayMs, waitForConnection } from './transient-error';

const page = new EventTarget();

beforeEach(() => {
  vi.stubGlobal('window', page);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['a network failure', new NetworkError(undefined), true],
  ['a restarting server', new ApiError(503, 'STORAGE_UNAVAILABLE', ''), true],
  ['a busy server', new ApiError(429, 'RATE_LIMITED', ''), true],
  ['a busy store', new StoreError(503, 'SlowDown'), true],
  ['a refused file', new ApiError(413, 'UPLOAD_TOO_LARGE', ''), false],
  ['a request refused by the store', new StoreError(403, 'AccessDenied'), false],
  ['an unreadable file', new DOMException('', 'NotReadableError'), false],
])('%s is transient: %#', (_, error, expected) => {
  expect(isTransient(error)).toBe(expected);
});

test('delays grow from two seconds to a minute', () => {
  const lost = new NetworkError(undefined);
  const delays = [1, 2, 3, 4, 5, 6, 7].map((failures) => retryDelayMs(lost, failures, 1) / 1000);
  expect(delays).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect(retryDelayMs(lost, 1, 0)).toBe(1_500);
});

test('a delay is never shorter than Retry-After', () => {
  const busy = new ApiError(503, 'STORAGE_UNAVAILABLE', '', undefined, [], [], 5_000);
  expect([1, 3].map((failures) => retryDelayMs(busy, failures, 1))).toEqual([5_000, 8_000]);
});

const settledAs = async (waiting: Promise<void>): Promise<string> => {
  let outcome = 'waiting';
  waiting.then(
    () => {
      outcome = 'over';
    },
    (reason) => {
      outcome = String(reason);
    },
  );
  await vi.advanceTimersByTimeAsync(0);
  return outcome;
};

test('a wait ends when its time is up', async () => {
  const waiting = waitForConnection(2_000, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(await settledAs(waiting)).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await settledAs(waiting)).toBe('over');
});

test('a wait ends as soon as the browser is online', async () => {
  const waiting = waitForConnection(60_000, new AbortController().signal);
  page.dispatchEvent(new Event('online'));
  expect(await settledAs(waiting)).toBe('over');
});

test('an aborted wait rejects with the reason, before or during the wait', async () => {
  expect(await settledAs(waitForConnection(60_000, AbortSignal.abort('paused before')))).toBe('paused before');
  const stop = new AbortController();
  const waiting = waitForConnection(60_000, stop.signal);
  stop.abort('paused');
  expect(await settledAs(waiting)).toBe('paused');
});
