import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { makeRoom, type NoRoom } from './make-room.js';

export type RoomOptions = {
  dir: string;
  cacheBytes: number;
  /** How long to wait for sources in use to free space. */
  timeoutMs?: number;
  /** Free disk space in bytes. */
  free?: () => Promise<number>;
};

/** Space for one download, until disposed. */
export type Reservation = Disposable & { arrived(sizeBytes: number): void };

/** Longer than an encode usually keeps its source. After that, another worker may have more space. */
const TIMEOUT_MS = 10 * 60_000;
const POLL_MS = 500;

/** Allocates cache space, so that concurrent downloads don't rely on the same bytes. */
export const reserveRoom = ({ dir, cacheBytes, timeoutMs = TIMEOUT_MS, free = () => freeBytes(dir) }: RoomOptions) => {
  const downloads = new Set<{ sizeBytes: number; toComeBytes: number }>();
  const sum = (of: 'sizeBytes' | 'toComeBytes') => [...downloads].reduce((total, entry) => total + entry[of], 0);
  let turn: Promise<unknown> = Promise.resolve();

  /** Serialized: two concurrent checks would both take the last space. */
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
      if (lack) return { ...lack, inUse: lack.inUse || downloads.size > 0 };
      const entry = { sizeBytes, toComeBytes };
      downloads.add(entry);
      return {
        arrived: (bytes: number): void => {
          entry.toComeBytes -= bytes;
        },
        [Symbol.dispose]: () => void downloads.delete(entry),
      };
    });
    turn = taken.catch(() => undefined);
    return taken;
  };

  return {
    /** Waits for sources in use to free space. Throws DISK_FULL if there is none, or none in time. */
    forDownload: async (sizeBytes: number, signal: AbortSignal): Promise<Reservation> => {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const got = await take(sizeBytes, sizeBytes);
        if ('arrived' in got) return got;
        if (!got.inUse || performance.now() >= deadline)
          throw new AppError('DISK_FULL', { ...got, sizeBytes, cacheBytes });
        await sleep(POLL_MS, undefined, { signal });
      }
    },
    /** For a file that is already on this disk. Undefined if there is no space. */
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
