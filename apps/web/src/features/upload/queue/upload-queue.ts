import type { Client, VideoView } from '@media/sdk';
import { describeFailure } from './describe-failure';
import { createSendFile, type UploadClient } from './send-file';
import { type Intent, identityOf, type Target, unfinishedUploads } from './unfinished-uploads';
import { createUploadEntries, type UploadEntry } from './upload-entries';
import { isPausable } from './upload-item';

type Options = {
  client: UploadClient & { uploads: Pick<Client['uploads'], 'abort'> };
  /** Called when a file has become a video. */
  onVideo: (video: VideoView) => void;
};

// Four parts of each file already fill a connection; more files at once would only all be late.
const FILES_AT_ONCE = 2;

/**
 * The files of this tab on their way to the server, a few at a time: one that is paused or removed makes room for the
 * next. It lives outside of React, so that walking through the pages stops nothing.
 */
export const createUploadQueue = ({ client, onVideo }: Options) => {
  const entries = createUploadEntries();
  const sendFile = createSendFile(client);
  /** By key: what stops the run of a file. A run that was stopped stays until it has halted, so that no file is sent twice at once. */
  const runs = new Map<string, AbortController>();

  const startNext = (): void => {
    while (runs.size < FILES_AT_ONCE) {
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
      // The browser can read the file that was chosen now, even if it can no longer read the former one.
      entry.intent = intent;
      resume(key);
    }
  };

  return {
    subscribe: entries.subscribe,
    items: entries.items,
    /** A file that is on the list already is resumed, not sent twice; one that has arrived is taken for a new one. */
    add: (files: readonly File[], target: Target): void => {
      for (const file of files) add({ file, ...target });
    },
    /** Keeps what has arrived. */
    pause: (...keys: readonly string[]): void => {
      for (const key of keys) pause(key);
    },
    resume: (...keys: readonly string[]): void => {
      for (const key of keys) resume(key);
    },
    /** Takes files off the list, and aborts the uploads of those that have not arrived. */
    remove: async (...keys: readonly string[]): Promise<void> => {
      const removed = keys.flatMap((key) => entries.get(key) ?? []);
      entries.delete(keys);
      for (const key of keys) runs.get(key)?.abort();
      const unfinished = removed.filter(({ item }) => item.status !== 'done');
      await Promise.all(unfinished.map(({ intent }) => abandon(client, intent)));
    },
    /** Stops everything and forgets the list: for signing out. */
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
    // Until this page has heard from the store, what had arrived before.
    sentBytes: unfinishedUploads.arrivedOf(intent),
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
  // Where this fails, the server's sweeper removes the upload.
  if (uploadId) await uploads.abort(uploadId).catch(() => undefined);
};
