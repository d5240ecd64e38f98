import { ApiError, type Client, UploadMismatchError, type VideoView } from '@media/sdk';
import { unfinishedUploads } from './unfinished-uploads';
import type { UploadItem } from './upload-item';

// Four parts of each file already fill a line; more files at once would only all be late.
const FILES_AT_ONCE = 2;

type Entry = { item: UploadItem; file: File; recipe: string; stop: AbortController | undefined };

type Deps = {
  client: Client;
  /** Called when a file has become a video. */
  onVideo: (video: VideoView) => void;
};

/** The files of this page on their way to the server. It lives outside of React, so that walking through the pages stops nothing. */
export const createUploadQueue = ({ client, onVideo }: Deps) => {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  let items: readonly UploadItem[] = [];
  let nextKey = 1;

  const changed = (): void => {
    items = [...entries.values()].map(({ item }) => item);
    for (const listener of listeners) listener();
  };

  const patch = (key: string, change: Partial<UploadItem>): void => {
    const entry = entries.get(key);
    if (!entry) return;
    entry.item = { ...entry.item, ...change };
    changed();
  };

  const pump = (): void => {
    const all = [...entries.values()];
    const running = all.filter(({ stop }) => stop).length;
    const waiting = all.filter(({ item, stop }) => item.status === 'waiting' && !stop);
    for (const entry of waiting.slice(0, Math.max(0, FILES_AT_ONCE - running))) void run(entry);
  };

  const run = async (entry: Entry): Promise<void> => {
    const { key } = entry.item;
    const stop = new AbortController();
    entry.stop = stop;
    patch(key, { status: 'uploading', message: undefined });
    try {
      const video = await send(entry, stop.signal);
      unfinishedUploads.forget(entry);
      patch(key, { status: 'done', videoId: video.id, sentBytes: entry.file.size });
      onVideo(video);
    } catch (error) {
      if (!stop.signal.aborted) fail(entry, error);
    } finally {
      entry.stop = undefined;
      pump();
    }
  };

  const send = (entry: Entry, signal: AbortSignal): Promise<VideoView> => {
    const { file, item, recipe } = entry;
    const resume = unfinishedUploads.find(entry);
    return client.uploadFile(file, {
      signal,
      video: { recipe },
      ...(resume && { resume }),
      onUpload: (uploadId) => unfinishedUploads.remember(entry, uploadId),
      onProgress: ({ sentBytes, totalBytes, bytesPerSecond }) =>
        !signal.aborted &&
        patch(item.key, { sentBytes, bytesPerSecond, status: sentBytes === totalBytes ? 'finishing' : 'uploading' }),
    });
  };

  const fail = (entry: Entry, error: unknown): void => {
    const message = error instanceof Error ? error.message : 'The upload failed.';
    const wasResumed = unfinishedUploads.find(entry) !== undefined;
    if (isStale(error)) unfinishedUploads.forget(entry);
    // The upload it was begun with was swept meanwhile: begin anew.
    const mayBeginAnew = isStale(error) && wasResumed;
    patch(entry.item.key, mayBeginAnew ? { status: 'waiting', sentBytes: 0 } : { status: 'failed', message });
  };

  const halt = (key: string, change: Partial<UploadItem>): void => {
    entries.get(key)?.stop?.abort();
    patch(key, { bytesPerSecond: 0, ...change });
  };

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    items: (): readonly UploadItem[] => items,

    add: (files: readonly File[], recipe: string): void => {
      for (const file of files) {
        const key = String(nextKey++);
        const item = newItem(key, file);
        entries.set(key, { file, recipe, stop: undefined, item });
      }
      changed();
      pump();
    },
    pause: (key: string): void => halt(key, { status: 'paused' }),
    resume: (key: string): void => {
      patch(key, { status: 'waiting', message: undefined });
      pump();
    },
    /** Takes a file off the list; what has arrived of it is given up. */
    remove: async (key: string): Promise<void> => {
      const entry = entries.get(key);
      if (!entry) return;
      halt(key, {});
      entries.delete(key);
      changed();
      if (entry.item.status === 'done') return;
      const uploadId = unfinishedUploads.find(entry);
      unfinishedUploads.forget(entry);
      // Where this fails, the server sweeps the upload by itself.
      if (uploadId) await client.uploads.abort(uploadId).catch(() => undefined);
    },
    /** Stops everything and forgets the list: for signing out. */
    clear: (): void => {
      for (const { stop } of entries.values()) stop?.abort();
      entries.clear();
      changed();
    },
  };
};

const newItem = (key: string, file: File): UploadItem => ({
  key,
  fileName: file.name,
  sizeBytes: file.size,
  sentBytes: 0,
  bytesPerSecond: 0,
  ...(file.size === 0
    ? { status: 'failed', message: 'The file is empty.' }
    : { status: 'waiting', message: undefined }),
});

const isStale = (error: unknown): boolean =>
  error instanceof UploadMismatchError ||
  (error instanceof ApiError && (error.code === 'UPLOAD_NOT_FOUND' || error.code === 'UPLOAD_CLOSED'));

export type UploadQueue = ReturnType<typeof createUploadQueue>;
