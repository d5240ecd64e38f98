import { sleep } from '../http/backoff.js';
import { NetworkError } from '../http/network-error.js';

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
  return locks.request(NAME, () => (globalThis.localStorage ? marked(localStorage, work) : work()));
};

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
    // Leaving a page looks like a broken network to it: whether the server has answered is then unknown.
    if (!(error instanceof NetworkError)) marks.removeItem(NAME);
    throw error;
  }
};

/** For sessions that nobody shares. */
export const alone: Exclusively = (work) => work();
