import { ApiError, NetworkError, StoreError } from '@media/sdk';

/** Whether the same request can succeed later: the connection is down, or the server is busy or restarting. */
export const isTransient = (error: unknown): boolean => {
  if (error instanceof NetworkError) return true;
  const answered = error instanceof ApiError || error instanceof StoreError;
  return answered && (error.status === 408 || error.status === 429 || error.status >= 500);
};

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 60_000;

/**
 * The delay after a number of consecutive failures, in milliseconds. Has jitter, so that tabs don't retry in step, and is
 * never below the server's Retry-After.
 */
export const retryDelayMs = (error: unknown, failures: number, random = Math.random()): number => {
  const retryAfterMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1)) * (0.75 + random / 4);
  return Math.max(retryAfterMs, delayMs);
};

/** Waits up to `maxMs`, or until the browser is online again. Rejects with the signal's reason. */
export const waitForConnection = (maxMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      window.removeEventListener('online', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(settle, maxMs);
    window.addEventListener('online', settle);
    signal.addEventListener('abort', settle);
    if (signal.aborted) settle();
  });
