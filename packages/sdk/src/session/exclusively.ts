import { sleep } from '../http/backoff.js';

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const NAME = 'media-session-refresh';
// Longer than a refresh takes on a busy server; only who reloads a page in the middle of one ever waits for it.
const UNFINISHED_MS = 4_000;

/**
 * One refresh at a time over all tabs of a browser (Web Locks): the cookie is theirs together, and a refresh token that
 * is presented twice ends the session.
 */
export const exclusivelyAmongTabs: Exclusively = async (work) => {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request(NAME, async () => {
    await unfinishedWorkEnded();
    localStorage.setItem(NAME, String(Date.now()));
    try {
      return await work();
    } finally {
      localStorage.removeItem(NAME);
    }
  });
};

/**
 * A page that is left loses the lock, while its request (kept alive) goes on and is about to change the cookie: the
 * mark that it could not remove says so.
 */
const unfinishedWorkEnded = async (): Promise<void> => {
  const sinceMs = Date.now() - Number(localStorage.getItem(NAME) ?? 0);
  if (sinceMs >= 0 && sinceMs < UNFINISHED_MS) await sleep(UNFINISHED_MS - sinceMs);
};

/** For sessions that nobody shares. */
export const alone: Exclusively = (work) => work();
