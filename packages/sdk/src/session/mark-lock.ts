import { sleep } from '../http/backoff.js';

export type MarkLock = {
  /** Shared by all contenders: the browser's localStorage. */
  marks: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  name: string;
  /** How long a mark counts after its last renewal, in milliseconds. */
  expiresAfterMs: number;
  /** Whether the mark stays until it expires when the work fails with this error. */
  keepsMark: (error: unknown) => boolean;
};

// Longer than it takes until a mark that another tab has just written is visible here.
const SETTLE_MS = 150;
const POLL_MS = 50;

/**
 * Runs `work` while no other tab does, guarded by a mark that its owner renews. Two tabs that both find no mark overwrite
 * each other's; so each checks again after a delay, and only the last writer continues (Fischer's mutual exclusion).
 * The mark of a page that was left in the middle of its work expires.
 */
export const withMarkLock = async <T>(lock: MarkLock, work: () => Promise<T>): Promise<T> => {
  const owner = Math.random().toString(36).slice(2);
  await acquire(lock, owner);
  const renewal = setInterval(() => renew(lock, owner), lock.expiresAfterMs / 4);
  try {
    const outcome = await work();
    release(lock, owner);
    return outcome;
  } catch (error) {
    if (!lock.keepsMark(error)) release(lock, owner);
    throw error;
  } finally {
    clearInterval(renewal);
  }
};

const acquire = async (lock: MarkLock, owner: string): Promise<void> => {
  for (;;) {
    while (ownerOf(lock)) await sleep(POLL_MS);
    write(lock, owner);
    await sleep(SETTLE_MS);
    if (ownerOf(lock) === owner) return;
  }
};

const write = ({ marks, name }: MarkLock, owner: string): void => marks.setItem(name, `${Date.now()} ${owner}`);

/** After being frozen, a page can find that its mark has expired and another tab has one. */
const renew = (lock: MarkLock, owner: string): void => {
  const current = ownerOf(lock);
  if (current === undefined || current === owner) write(lock, owner);
};

/** The owner of the current mark. A mark from the future was written before the clock was set back and doesn't count. */
const ownerOf = ({ marks, name, expiresAfterMs }: MarkLock): string | undefined => {
  const [atMs, owner] = (marks.getItem(name) ?? '').split(' ');
  const ageMs = Date.now() - Number(atMs);
  return ageMs >= 0 && ageMs < expiresAfterMs ? owner : undefined;
};

const release = (lock: MarkLock, owner: string): void => {
  if (ownerOf(lock) === owner) lock.marks.removeItem(lock.name);
};
