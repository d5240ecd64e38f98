import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@media/core';
import type { ObjectStore } from '@media/storage';
import { type DownloadOptions, downloadSource } from './download-source.js';
import { makeRoom } from './make-room.js';
import { type Shared, shareWork } from './share-work.js';

/** An object of the store that is read as a whole, pinned by its ETag. */
export type SourceRef = { key: string; etag: string; sizeBytes: number };
export type OpenSource = AsyncDisposable & { path: string };
export type Sources = {
  /** A local copy, there until disposed. Throws SOURCE_CHANGED, SOURCE_LARGER_THAN_CACHE, DISK_FULL or STORAGE_UNAVAILABLE. */
  open(source: SourceRef, options: DownloadOptions): Promise<OpenSource>;
  /** Takes a local file (which moves) as the copy of an object that was just stored from it. */
  adopt(source: SourceRef, path: string): Promise<void>;
};

export type SourceCacheOptions = {
  store: ObjectStore;
  /** Shared by all workers of the machine. */
  dir: string;
  /** Of this process alone, on the same file system; swept when it has died. */
  processDir: string;
  cacheBytes: number;
};

/**
 * The sources of a machine, each downloaded once. Whoever uses one holds a hard link to it in the folder of its process:
 * the number of links counts the users, across processes, and a dead one's links go with its folder.
 */
export const openSourceCache = async ({ store, dir, processDir, cacheBytes }: SourceCacheOptions): Promise<Sources> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const downloads = shareWork<string>();
  let reserved = 0;

  const download = async (source: SourceRef, shared: Shared): Promise<void> => {
    const unfinished = join(processDir, `download-${randomUUID()}`);
    reserved += source.sizeBytes;
    try {
      await makeRoom(dir, cacheBytes, reserved);
      await downloadSource(store, source, unfinished, { signal: shared.signal, onBytes: shared.progress });
      await rename(unfinished, join(dir, fileName(source)));
    } finally {
      reserved -= source.sizeBytes;
      await rm(unfinished, { force: true });
    }
  };

  return {
    open: async (source, options) => {
      if (source.sizeBytes > cacheBytes) throw new AppError('SOURCE_LARGER_THAN_CACHE', { ...source, cacheBytes });
      for (;;) {
        options.signal.throwIfAborted();
        const opened = await linkCached(join(dir, fileName(source)), processDir);
        if (opened) return opened;
        await downloads.join(fileName(source), options, (shared) => download(source, shared));
      }
    },
    adopt: async (source, path) => {
      if (source.sizeBytes > cacheBytes) return;
      await makeRoom(dir, cacheBytes, reserved + source.sizeBytes);
      await rename(path, join(dir, fileName(source)));
    },
  };
};

const fileName = ({ key, etag }: SourceRef): string => createHash('sha256').update(`${key}\n${etag}`).digest('hex');

/** Undefined when it is not in the cache (any more). */
const linkCached = async (cached: string, processDir: string): Promise<OpenSource | undefined> => {
  const path = join(processDir, `source-${randomUUID()}`);
  try {
    await link(cached, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const now = new Date();
  await utimes(path, now, now);
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
};
