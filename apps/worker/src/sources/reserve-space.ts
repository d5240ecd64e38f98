import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { freeSpace, type SpaceShortage } from './free-space.js';

export type SpaceOptions = {
  dir: string;
  cacheBytes: number;
  /** How long to wait for sources in use to free space. */
  timeoutMs?: number;
  /** Free disk space in bytes. */
  readFreeBytes?: () => Promise<number>;
};

/** Space for one download, until disposed. */
export type Reservation = Disposable & { received(sizeBytes: number): void };

/** Longer than an encode usually keeps its source. After that, another worker may have more space. */
const TIMEOUT_MS = 10 * 60_000;
const POLL_MS = 500;

/** Allocates cache space, so that concurrent downloads don't rely on the same bytes. */
export const reserveSpace = ({
  dir,
  cacheBytes,
  timeoutMs = TIMEOUT_MS,
  readFreeBytes = () => freeBytesIn(dir),
}: SpaceOptions) => {
  const downloads = new Set<{ sizeBytes: number; pendingBytes: number }>();
  const sum = (of: 'sizeBytes' | 'pendingBytes') => [...downloads].reduce((total, entry) => total + entry[of], 0);
  let turn: Promise<unknown> = Promise.resolve();

  /** Serialized: two concurrent checks would both take the last space. */
  const tryReserve = (sizeBytes: number, pendingBytes: number): Promise<Reservation | SpaceShortage> => {
    const attempt = turn.then(async () => {
      const requiredBytes = sum('sizeBytes') + sizeBytes;
      const shortage = await freeSpace({
        dir,
        cacheBytes,
        readFreeBytes,
        requiredBytes,
        pendingBytes: sum('pendingBytes') + pendingBytes,
      });
      if (shortage) return { ...shortage, inUse: shortage.inUse || downloads.size > 0 };
      const entry = { sizeBytes, pendingBytes };
      downloads.add(entry);
      return {
        received: (bytes: number): void => {
          entry.pendingBytes -= bytes;
        },
        [Symbol.dispose]: () => void downloads.delete(entry),
      };
    });
    turn = attempt.catch(() => undefined);
    return attempt;
  };

  return {
    /** Waits for sources in use to free space. Throws DISK_FULL if there is none, or none in time. */
    forDownload: async (sizeBytes: number, signal: AbortSignal): Promise<Reservation> => {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const result = await tryReserve(sizeBytes, sizeBytes);
        if ('received' in result) return result;
        if (!result.inUse || performance.now() >= deadline)
          throw new AppError('DISK_FULL', { ...result, sizeBytes, cacheBytes });
        await sleep(POLL_MS, undefined, { signal });
      }
    },
    /** For a file that is already on this disk. Undefined if there is no space. */
    forLocal: async (sizeBytes: number): Promise<Reservation | undefined> => {
      const result = await tryReserve(sizeBytes, 0);
      return 'received' in result ? result : undefined;
    },
  };
};

const freeBytesIn = async (dir: string): Promise<number> => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
};
