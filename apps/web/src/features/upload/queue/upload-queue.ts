import type { Client, VideoView } from '@media/sdk';
import { describeFailure } from './describe-failure';
import { createSendFile, type UploadClient } from './send-file';
import { type Intent, identityOf, type Target, unfinishedUploads } from './unfinished-uploads';
import { createUploadEntries, type UploadEntry } from './upload-entries';
import { isPausable } from './upload-item';

type Options = {
  client: UploadClient & { uploads: Pick<Client['uploads'], 'abort'> };
  /** Called when a file's video has been created. */
  onVideo: (video: VideoView) => void;
};

// Each file sends several parts in parallel, which already saturates a connection.
const CONCURRENT_FILES = 2;

/**
 * Uploads the files of this tab, a few at a time. A paused or removed file makes room for the next. Lives outside React, so
 * that uploads continue across pages.
 */
export const createUploadQueue = ({ client, onVideo }: Options) => {
  const entries = createUploadEntries();
  const sendFile = createSendFile(client);
  /** Aborts the run of a file, by key. An aborted run stays here until it has ended, so that no file is sent twice at once. */
  const runs = new Map<string, AbortController>();

  const startNext = (): void => {
    while (runs.size < CONCURRENT_FILES) {
      const entry = entries.firstWaiting((key) => runs.has(key));
      if (!entry) return;
      void run(entry);
    }
  };

  const run = async (entry: UploadEntry): Promise<void> => {
    const { key } = entry.item;
    const stop = new AbortController();
    runs.set(key, stop);
    const report = (change: Parameters<typeof entries.change>[1]) => {
      if (!stop.signal.aborted) entries.change(entry, change);
    };
    report({ status: 'uploading' });
    try {
      const video = await sendFile(entry.intent, { signal: stop.signal, report });
      entries.change(entry, { status: 'done', sentBytes: entry.item.sizeBytes, videoId: video.id });
      onVideo(video);
    } catch (error) {
      report({ status: 'failed', ...describeFailure(error) });
    } finally {
      runs.delete(key);
      startNext();
    }
  };

  const pause = (key: string): void => {
    const entry = entries.get(key);
    if (!entry || !isPausable(entry.item)) return;
    entries.change(entry, { status: 'paused' });
    runs.get(key)?.abort();
  };

  const resume = (key: string): void => {
    const entry = entries.get(key);
    if (entry?.item.status !== 'paused' && entry?.item.status !== 'failed') return;
    entries.change(entry, { status: 'waiting', message: undefined });
    startNext();
  };

  const add = (intent: UploadEntry['intent']): void => {
    const key = identityOf(intent);
    const entry = entries.get(key);
    if (!entry || entry.item.status === 'done') {
      entries.append(newEntry(key, intent));
      startNext();
    } else {
      // The newly chosen file is readable, even if the earlier one no longer is.
      entry.intent = intent;
      resume(key);
    }
  };

  return {
    subscribe: entries.subscribe,
    items: entries.items,
    /** Resumes a file that is on the list already. A file that was uploaded before is uploaded again. */
    add: (files: readonly File[], target: Target): void => {
      for (const file of files) add({ file, ...target });
    },
    /** Uploaded parts are kept. */
    pause: (...keys: readonly string[]): void => {
      for (const key of keys) pause(key);
    },
    resume: (...keys: readonly string[]): void => {
      for (const key of keys) resume(key);
    },
    /** Removes files from the list and aborts their uploads, unless they are done. */
    remove: async (...keys: readonly string[]): Promise<void> => {
      const removed = keys.flatMap((key) => entries.get(key) ?? []);
      entries.delete(keys);
      for (const key of keys) runs.get(key)?.abort();
      const unfinished = removed.filter(({ item }) => item.status !== 'done');
      await Promise.all(unfinished.map(({ intent }) => abandon(client, intent)));
    },
    /** Stops all uploads and empties the list, without aborting them on the server: for sign-out. */
    clear: (): void => {
      entries.delete(entries.items().map(({ key }) => key));
      for (const stop of runs.values()) stop.abort();
    },
  };
};

export type UploadQueue = ReturnType<typeof createUploadQueue>;

const newEntry = (key: string, intent: UploadEntry['intent']): UploadEntry => ({
  intent,
  item: {
    key,
    organizationId: intent.organizationId,
    fileName: intent.file.name,
    sizeBytes: intent.file.size,
    // The bytes uploaded before a reload, until the store reports newer ones.
    sentBytes: unfinishedUploads.uploadedBytesOf(intent),
    inFlightBytes: 0,
    bytesPerSecond: 0,
    status: 'waiting',
    message: undefined,
    canRetry: true,
    videoId: undefined,
  },
});

const abandon = async ({ uploads }: Options['client'], intent: Intent): Promise<void> => {
  const uploadId = unfinishedUploads.find(intent);
  unfinishedUploads.forget(intent);
  // If this fails, the server's sweeper removes the upload later.
  if (uploadId) await uploads.abort(uploadId).catch(() => undefined);
};
