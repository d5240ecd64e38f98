import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { makeRoom, type NoRoom } from './make-room.js';

export type RoomOptions = {
  dir: string;
  cacheBytes: number;
  /** How long to wait for room that sources in use hold. */
  timeoutMs?: number;
  /** Free bytes of the disk. */
  free?: () => Promise<number>;
};

/** Room for one source that is under way, until disposed. */
export type Reservation = Disposable & { arrived(sizeBytes: number): void };

/** The longest an encode usually keeps its source; then another worker may have more room. */
const TIMEOUT_MS = 10 * 60_000;
const ASK_AGAIN_MS = 500;

/** Gives out the room of the cache, so that downloads at the same time do not count on the same bytes. */
export const reserveRoom = ({ dir, cacheBytes, timeoutMs = TIMEOUT_MS, free = () => freeBytes(dir) }: RoomOptions) => {
  const underWay = new Set<{ sizeBytes: number; toComeBytes: number }>();
  const sum = (of: 'sizeBytes' | 'toComeBytes') => [...underWay].reduce((total, entry) => total + entry[of], 0);
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another: two that look at the same time would both take the last room. */
  const take = (sizeBytes: number, toComeBytes: number): Promise<Reservation | NoRoom> => {
    const taken = turn.then(async () => {
      const wantedBytes = sum('sizeBytes') + sizeBytes;
      const lack = await makeRoom({
        dir,
        cacheBytes,
        free,
        wantedBytes,
        toComeBytes: sum('toComeBytes') + toComeBytes,
      });
      if (lack) return { ...lack, inUse: lack.inUse || underWay.size > 0 };
      const entry = { sizeBytes, toComeBytes };
      underWay.add(entry);
      return {
        arrived: (bytes: number): void => {
          entry.toComeBytes -= bytes;
        },
        [Symbol.dispose]: () => void underWay.delete(entry),
      };
    });
    turn = taken.catch(() => undefined);
    return taken;
  };

  return {
    /** Waits while sources in use hold the room. Throws DISK_FULL when there is none, or none in time. */
    forDownload: async (sizeBytes: number, signal: AbortSignal): Promise<Reservation> => {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const got = await take(sizeBytes, sizeBytes);
        if ('arrived' in got) return got;
        if (!got.inUse || performance.now() >= deadline)
          throw new AppError('DISK_FULL', { ...got, sizeBytes, cacheBytes });
        await sleep(ASK_AGAIN_MS, undefined, { signal });
      }
    },
    /** For a file that is on this disk already. Undefined when there is no room. */
    forLocal: async (sizeBytes: number): Promise<Reservation | undefined> => {
      const got = await take(sizeBytes, 0);
      return 'arrived' in got ? got : undefined;
    },
  };
};

const freeBytes = async (dir: string): Promise<number> => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
};
