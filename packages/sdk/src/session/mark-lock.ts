import { sleep } from '../http/backoff.js';

export type MarkLock = {
  /** What all contenders see: a browser's localStorage. */
  marks: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  name: string;
  /** How long a mark counts that nobody renews any more, in milliseconds. */
  lapseMs: number;
  /** Whether the mark stays until it lapses after the work has failed so. */
  mayKeep: (error: unknown) => boolean;
};

// Longer than another tab needs between finding no mark and its own mark being seen here.
const SETTLE_MS = 150;
const LOOK_MS = 50;

/**
 * Does `work` while no other tab does, by a mark that its holder renews. Two who both found no mark overwrite each other:
 * so everybody looks once more after a while, and only the one who wrote last goes on (Fischer's mutual exclusion).
 * The mark of a page that was left in the middle of its work lapses.
 */
export const withMarkLock = async <T>(lock: MarkLock, work: () => Promise<T>): Promise<T> => {
  const owner = Math.random().toString(36).slice(2);
  await acquire(lock, owner);
  const renewal = setInterval(() => renew(lock, owner), lock.lapseMs / 4);
  try {
    const outcome = await work();
    release(lock, owner);
    return outcome;
  } catch (error) {
    if (!lock.mayKeep(error)) release(lock, owner);
    throw error;
  } finally {
    clearInterval(renewal);
  }
};

const acquire = async (lock: MarkLock, owner: string): Promise<void> => {
  for (;;) {
    while (holderOf(lock)) await sleep(LOOK_MS);
    write(lock, owner);
    await sleep(SETTLE_MS);
    if (holderOf(lock) === owner) return;
  }
};

const write = ({ marks, name }: MarkLock, owner: string): void => marks.setItem(name, `${Date.now()} ${owner}`);

/** A page that was frozen may find that its mark has lapsed and another has one. */
const renew = (lock: MarkLock, owner: string): void => {
  const holder = holderOf(lock);
  if (holder === undefined || holder === owner) write(lock, owner);
};

/** Whose mark counts now. One from the future was made before the clock was set back: it does not. */
const holderOf = ({ marks, name, lapseMs }: MarkLock): string | undefined => {
  const [atMs, owner] = (marks.getItem(name) ?? '').split(' ');
  const ageMs = Date.now() - Number(atMs);
  return ageMs >= 0 && ageMs < lapseMs ? owner : undefined;
};

const release = (lock: MarkLock, owner: string): void => {
  if (holderOf(lock) === owner) lock.marks.removeItem(lock.name);
};
