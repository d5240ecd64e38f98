import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

type Cached = { path: string; sizeBytes: number; usedAt: number; inUse: boolean };

export type Room = {
  dir: string;
  cacheBytes: number;
  /** Sources under way, and the one that room is made for. */
  wantedBytes: number;
  /** What of them is not on the disk yet. */
  toComeBytes: number;
  /** Of the disk, in bytes. */
  free(): Promise<number>;
};

/** `inUse`: what would make room is being used, so it may pass. */
export type NoRoom = { inUse: boolean; usedBytes: number; freeBytes: number };

/** Left to everything else on the disk: the work in progress, and the database of a machine that does it all. */
const KEEP_FREE_BYTES = 2 * 2 ** 30;

/**
 * Removes the sources that were used longest ago until what is wanted fits, both under `cacheBytes` and on the disk. One
 * that some process has linked is in use and stays. Undefined when there is room.
 */
export const makeRoom = async ({
  dir,
  cacheBytes,
  wantedBytes,
  toComeBytes,
  free,
}: Room): Promise<NoRoom | undefined> => {
  const cached = await listCached(dir);
  const usedBytes = total(cached);
  const freeBytes = await free();
  const fits = (removedBytes: number) =>
    usedBytes - removedBytes + wantedBytes <= cacheBytes &&
    toComeBytes <= Math.max(0, freeBytes + removedBytes - KEEP_FREE_BYTES);
  const removable = cached.filter(({ inUse }) => !inUse).toSorted((a, b) => a.usedAt - b.usedAt);
  // Nothing is let go in vain.
  if (!fits(total(removable))) return { inUse: removable.length < cached.length, usedBytes, freeBytes };
  let removedBytes = 0;
  for (const { path, sizeBytes } of removable) {
    if (fits(removedBytes)) break;
    await rm(path, { force: true });
    removedBytes += sizeBytes;
  }
  return undefined;
};

const total = (cached: readonly Cached[]): number => cached.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

const listCached = async (dir: string): Promise<Cached[]> => {
  const found = await Promise.all(
    (await readdir(dir)).map(async (name) => {
      const path = join(dir, name);
      // Gone meanwhile: another process made room, too.
      const info = await stat(path).catch(() => undefined);
      return info && { path, sizeBytes: info.size, usedAt: info.mtimeMs, inUse: info.nlink > 1 };
    }),
  );
  return found.filter((cached) => cached !== undefined);
};
