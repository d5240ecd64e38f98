import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

type Cached = { path: string; sizeBytes: number; usedAt: number; inUse: boolean };

export type SpaceRequest = {
  dir: string;
  cacheBytes: number;
  /** Total size of the downloads in progress and the one that space is made for. */
  requiredBytes: number;
  /** The part of it that is not on the disk yet. */
  pendingBytes: number;
  /** Free disk space in bytes. */
  readFreeBytes(): Promise<number>;
};

/** `inUse`: sources in use take up the space, so waiting may help. */
export type SpaceShortage = { inUse: boolean; usedBytes: number; freeBytes: number };

/** Reserved for everything else on the disk: work in progress, and the database on a single machine. */
const KEEP_FREE_BYTES = 2 * 2 ** 30;

/**
 * Deletes the least recently used sources until the wanted one fits, both under `cacheBytes` and on the disk. Sources linked
 * by a process are in use and stay. Undefined if there is enough space.
 */
export const freeSpace = async ({
  dir,
  cacheBytes,
  requiredBytes,
  pendingBytes,
  readFreeBytes,
}: SpaceRequest): Promise<SpaceShortage | undefined> => {
  const cached = await listCached(dir);
  const usedBytes = total(cached);
  const freeBytes = await readFreeBytes();
  const fits = (removedBytes: number) =>
    usedBytes - removedBytes + requiredBytes <= cacheBytes &&
    pendingBytes <= Math.max(0, freeBytes + removedBytes - KEEP_FREE_BYTES);
  const removable = cached.filter(({ inUse }) => !inUse).toSorted((a, b) => a.usedAt - b.usedAt);
  // Deletes nothing if that wouldn't make enough space.
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
      // Deleted by another process that made space.
      const info = await stat(path).catch(() => undefined);
      return info && { path, sizeBytes: info.size, usedAt: info.mtimeMs, inUse: info.nlink > 1 };
    }),
  );
  return found.filter((cached) => cached !== undefined);
};
