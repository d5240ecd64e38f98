import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../fixtures/memory-storage.js';
import { NetworkError } from '../http/network-error.js';
import { exclusivelyAmongTabs } from './exclusively.js';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));

/** Slow refreshes, and the highest number that ran at the same time. */
const refreshes = () => {
  let running = 0;
  const seen = { peak: 0, done: 0 };
  const refresh = (tookMs: number) => async () => {
    running += 1;
    seen.peak = Math.max(seen.peak, running);
    await pass(tookMs);
    running -= 1;
    seen.done += 1;
  };
  return { refresh, seen };
};

describe.each([
  { page: 'a page with Web Locks', hasLocks: true },
  { page: 'a page over plain HTTP, without Web Locks', hasLocks: false },
])('$page', ({ hasLocks }) => {
  beforeEach(() => {
    if (!hasLocks) vi.stubGlobal('navigator', {});
    expect('locks' in navigator).toBe(hasLocks);
  });

  test('lets one tab refresh at a time, however long one takes', async () => {
    const { refresh, seen } = refreshes();
    const all = Promise.all([10, 6_000, 300, 10].map((tookMs) => exclusivelyAmongTabs(refresh(tookMs))));
    await vi.advanceTimersByTimeAsync(30_000);
    await all;
    expect(seen).toEqual({ peak: 1, done: 4 });
  });

  test("returns the result of the refresh, and the next one doesn't wait long", async () => {
    const first = exclusivelyAmongTabs(async () => 'tokens');
    await vi.advanceTimersByTimeAsync(500);
    expect(await first).toBe('tokens');
    const second = exclusivelyAmongTabs(async () => Date.now());
    const askedAt = Date.now();
    await vi.advanceTimersByTimeAsync(500);
    expect((await second) - askedAt).toBeLessThan(500);
  });

  test('waits after a refresh without a response, but not after one with a response', async () => {
    const startOfNext = async (error: Error) => {
      const failed = exclusivelyAmongTabs(() => Promise.reject(error));
      const isFailed = expect(failed).rejects.toBe(error);
      await vi.advanceTimersByTimeAsync(500);
      await isFailed;
      const failedAt = Date.now();
      const next = exclusivelyAmongTabs(async () => Date.now() - failedAt);
      await vi.advanceTimersByTimeAsync(10_000);
      return next;
    };
    expect(await startOfNext(new NetworkError(undefined))).toBeGreaterThan(3_000);
    expect(await startOfNext(new Error('answered'))).toBeLessThan(500);
  });

  test('recovers from a page that was left in the middle of a refresh', async () => {
    localStorage.setItem('media-session-refresh', hasLocks ? String(Date.now()) : `${Date.now()} left-page`);
    const startedAt = Date.now();
    const next = exclusivelyAmongTabs(async () => Date.now() - startedAt);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await next).toBeGreaterThanOrEqual(4_000);
    expect(await next).toBeLessThan(6_000);
  });
});
