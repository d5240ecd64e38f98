import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@media/core';

type Cached = { path: string; sizeBytes: number; usedAt: number; inUse: boolean };

/**
 * Removes the sources that were used longest ago until `wantedBytes` more fit under `cacheBytes`. One that some process has
 * linked is in use and stays. Throws DISK_FULL when that leaves too little room.
 */
export const makeRoom = async (dir: string, cacheBytes: number, wantedBytes: number): Promise<void> => {
  const cached = await listCached(dir);
  let used = cached.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const removable = cached.filter(({ inUse }) => !inUse).toSorted((a, b) => a.usedAt - b.usedAt);
  for (const { path, sizeBytes } of removable) {
    if (used + wantedBytes <= cacheBytes) return;
    await rm(path, { force: true });
    used -= sizeBytes;
  }
  if (used + wantedBytes > cacheBytes)
    throw new AppError('DISK_FULL', { reason: 'cache in use', used, wantedBytes, cacheBytes });
};

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
