import { sleep } from '../http/backoff.js';
import { NetworkError } from '../http/network-error.js';
import { withMarkLock } from './mark-lock.js';

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const NAME = 'media-session-refresh';
// Longer than a refresh takes on a busy server. Only a page reloaded in the middle of a refresh waits this long.
const UNFINISHED_MS = 4_000;

/**
 * One refresh at a time across all tabs of a browser: they share the cookie, and using a refresh token again after ten
 * seconds ends the session. Uses Web Locks, or a mark in localStorage on pages served over plain HTTP, which have no Web Locks.
 */
export const exclusivelyAmongTabs: Exclusively = async (work) => {
  const { navigator, localStorage: marks } = globalThis;
  const locks = navigator?.locks as LockManager | undefined;
  if (locks) return locks.request(NAME, () => (marks ? withPendingMark(marks, work) : work()));
  if (!marks) return work();
  const lock = { marks, name: NAME, expiresAfterMs: UNFINISHED_MS, keepsMark: hasUnknownOutcome };
  return withMarkLock(lock, work);
};

/** Leaving a page aborts its requests like a network failure: the server may have responded or not. */
const hasUnknownOutcome = (error: unknown): boolean => error instanceof NetworkError;

/**
 * Leaving a page releases the lock, while its keepalive request continues and will change the cookie. So a mark shows that a
 * response is pending, and the next refresh waits until the mark has expired.
 */
const withPendingMark = async <T>(marks: Storage, work: () => Promise<T>): Promise<T> => {
  const sinceMs = Date.now() - Number(marks.getItem(NAME) ?? 0);
  if (sinceMs >= 0 && sinceMs < UNFINISHED_MS) await sleep(UNFINISHED_MS - sinceMs);
  marks.setItem(NAME, String(Date.now()));
  try {
    const outcome = await work();
    marks.removeItem(NAME);
    return outcome;
  } catch (error) {
    if (!hasUnknownOutcome(error)) marks.removeItem(NAME);
    throw error;
  }
};

/** For sessions that no other tab shares. */
export const alone: Exclusively = (work) => work();
