import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type FailureReason } from '@media/core';
import type { ObjectStore } from '@media/storage';
import { type DownloadOptions, downloadSource } from './download-source.js';
import { reserveSpace, type SpaceOptions } from './reserve-space.js';
import { type Shared, shareWork } from './share-work.js';
import type { SourceRef } from './source-ref.js';

export type OpenSource = AsyncDisposable & { path: string };
export type Sources = {
  /** A local copy, kept until disposed. Throws SOURCE_CHANGED, SOURCE_LARGER_THAN_CACHE, DISK_FULL or STORAGE_UNAVAILABLE. */
  open(source: SourceRef, options: DownloadOptions): Promise<OpenSource>;
  /** Moves a local file into the cache as the copy of the object that was just stored from it, if there is space. */
  adopt(source: SourceRef, path: string): Promise<void>;
};

/** `dir` is shared by all workers of the machine. */
export type SourceCacheOptions = SpaceOptions & {
  store: ObjectStore;
  /** Private to this process, on the same file system; cleaned up after it dies. */
  processDir: string;
};

/**
 * The source cache of a machine; each source is downloaded once. Users hold a hard link in their process's directory, so the
 * link count is a reference count across processes, and the links of a dead process are deleted with its directory.
 */
export const openSourceCache = async ({ store, processDir, ...space }: SourceCacheOptions): Promise<Sources> => {
  const { dir, cacheBytes } = space;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const downloads = shareWork<string>();
  const reservations = reserveSpace(space);

  const download = async (source: SourceRef, { signal, progress }: Shared): Promise<void> => {
    const unfinished = join(processDir, `download-${randomUUID()}`);
    using reserved = await reservations.forDownload(source.sizeBytes, signal);
    const onBytes = (sizeBytes: number) => {
      reserved.received(sizeBytes);
      progress(sizeBytes);
    };
    try {
      await downloadSource(store, source, unfinished, { signal, onBytes });
      await rename(unfinished, join(dir, fileName(source)));
    } finally {
      await rm(unfinished, { force: true });
    }
  };

  return {
    open: async (source, options) => {
      if (source.sizeBytes > cacheBytes) throw tooLarge(source, cacheBytes);
      for (;;) {
        options.signal.throwIfAborted();
        const opened = await linkCached(join(dir, fileName(source)), source.sizeBytes, processDir);
        if (opened) return opened;
        await downloads.join(fileName(source), options, (shared) => download(source, shared));
      }
    },
    adopt: async (source, path) => {
      if (source.sizeBytes > cacheBytes) return;
      using reserved = await reservations.forLocal(source.sizeBytes);
      if (!reserved) return;
      await sync(path);
      await rename(path, join(dir, fileName(source)));
    },
  };
};

const fileName = ({ key, etag }: SourceRef): string => createHash('sha256').update(`${key}\n${etag}`).digest('hex');

const sync = async (path: string): Promise<void> => {
  await using file = await open(path, 'r');
  await file.sync();
};

/** Undefined if the source isn't completely in the cache. */
const linkCached = async (cached: string, sizeBytes: number, processDir: string): Promise<OpenSource | undefined> => {
  const path = join(processDir, `source-${randomUUID()}`);
  try {
    await link(cached, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if ((await stat(path)).size !== sizeBytes) {
    // Incomplete after a power failure, or modified: delete it and download again.
    await Promise.all([rm(path, { force: true }), rm(cached, { force: true })]);
    return undefined;
  }
  const now = new Date();
  await utimes(path, now, now);
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
};

const tooLarge = (source: SourceRef, cacheBytes: number): AppError => {
  const reason: FailureReason = { code: 'TOO_LARGE_FOR_CACHE', sizeBytes: source.sizeBytes, cacheBytes };
  return new AppError('SOURCE_LARGER_THAN_CACHE', { ...source, reason });
};
