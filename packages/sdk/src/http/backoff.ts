import { ApiError } from './api-error.js';
import { NetworkError } from './network-error.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** How long to wait before try `attempt + 1`, in milliseconds: doubling, capped, and spread so that clients do not return in step. */
export const backoffMs = (attempt: number, random: number = Math.random()): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + random / 2);

/** Whether the same request may succeed a little later. */
export const isPassing = (error: unknown): boolean =>
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

type Retries = { attempts: number; signal?: AbortSignal | undefined; mayPass?: (error: unknown) => boolean };

/** Tries until it succeeds, `attempts` are used up, or an error comes that will not pass. */
export const withRetries = async <T>(attempt: () => Promise<T>, retries: Retries): Promise<T> => {
  const { attempts, signal, mayPass = isPassing } = retries;
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (tried + 1 >= attempts || !mayPass(error)) throw error;
      const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
      await sleep(Math.max(asked, backoffMs(tried)), signal);
    }
  }
};
