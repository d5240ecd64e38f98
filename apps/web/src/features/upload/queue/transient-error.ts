import { ApiError, NetworkError, StoreError } from '@media/sdk';

/** Whether the same request can succeed later without any change: no connection, a server that is busy or restarting. */
export const isTransient = (error: unknown): boolean => {
  if (error instanceof NetworkError) return true;
  const answered = error instanceof ApiError || error instanceof StoreError;
  return answered && (error.status === 408 || error.status === 429 || error.status >= 500);
};

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait after so many failures in a row, in milliseconds; with jitter, so that tabs do not return in step, and
 * never less than the server asked for.
 */
export const retryDelayMs = (error: unknown, failures: number, random = Math.random()): number => {
  const askedMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1)) * (0.75 + random / 4);
  return Math.max(askedMs, delayMs);
};

/** Waits, but no longer than until the browser has a network again. Rejects with the signal's reason. */
export const waitForConnection = (longestMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      window.removeEventListener('online', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(settle, longestMs);
    window.addEventListener('online', settle);
    signal.addEventListener('abort', settle);
    if (signal.aborted) settle();
  });
