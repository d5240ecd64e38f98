import { sleep } from '../http/backoff.js';
import { NetworkError } from '../http/network-error.js';
import { withMarkLock } from './mark-lock.js';

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const NAME = 'media-session-refresh';
// Longer than a refresh takes on a busy server; only who reloads a page in the middle of one ever waits for it.
const UNFINISHED_MS = 4_000;

/**
 * One refresh at a time over all tabs of a browser: the cookie is theirs together, and a refresh token that is presented
 * again after ten seconds ends the session. By Web Locks, or by a mark in localStorage on a page that came over plain HTTP and has none.
 */
export const exclusivelyAmongTabs: Exclusively = async (work) => {
  const { navigator, localStorage: marks } = globalThis;
  const locks = navigator?.locks as LockManager | undefined;
  if (locks) return locks.request(NAME, () => (marks ? marked(marks, work) : work()));
  if (!marks) return work();
  const lock = { marks, name: NAME, lapseMs: UNFINISHED_MS, mayKeep: isUnanswered };
  return withMarkLock(lock, work);
};

/** Leaving a page looks like a broken network to it: whether the server has answered is then unknown. */
const isUnanswered = (error: unknown): boolean => error instanceof NetworkError;

/**
 * A page that is left loses the lock, while its request (kept alive) goes on and is about to change the cookie. So the
 * work leaves a mark while no answer has come, and the next one lets that time pass first.
 */
const marked = async <T>(marks: Storage, work: () => Promise<T>): Promise<T> => {
  const sinceMs = Date.now() - Number(marks.getItem(NAME) ?? 0);
  if (sinceMs >= 0 && sinceMs < UNFINISHED_MS) await sleep(UNFINISHED_MS - sinceMs);
  marks.setItem(NAME, String(Date.now()));
  try {
    const outcome = await work();
    marks.removeItem(NAME);
    return outcome;
  } catch (error) {
    if (!isUnanswered(error)) marks.removeItem(NAME);
    throw error;
  }
};

/** For sessions that nobody shares. */
export const alone: Exclusively = (work) => work();
