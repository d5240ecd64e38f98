import { ApiError } from './api-error.js';
import { NetworkError } from './network-error.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** How long to wait before attempt `attempt + 1`, in milliseconds: exponential, capped, and with jitter so that clients don't retry in step. */
export const backoffMs = (attempt: number, random: number = Math.random()): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + random / 2);

/** Whether the same request can succeed a little later. */
export const isTransient = (error: unknown): boolean =>
  error instanceof NetworkError ||
  (error instanceof ApiError && (error.status === 408 || error.status === 429 || error.status >= 500));

/** Resolves after `delayMs`; rejects with the signal's reason as soon as it is aborted. */
export const sleep = (delayMs: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', stop, { once: true });
  });

type Retries = { attempts: number; signal?: AbortSignal | undefined; isTransient?: (error: unknown) => boolean };

/** Retries until the call succeeds, `attempts` are used up, or an error is permanent. */
export const withRetries = async <T>(attempt: () => Promise<T>, retries: Retries): Promise<T> => {
  const { attempts, signal, isTransient: canRetry = isTransient } = retries;
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (failures + 1 >= attempts || !canRetry(error)) throw error;
      const requestedMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
      await sleep(Math.max(requestedMs, backoffMs(failures)), signal);
    }
  }
};
