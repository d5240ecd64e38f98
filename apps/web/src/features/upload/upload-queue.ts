import type { Client } from '@media/sdk';
import { type SendingDeps, sendWaiting } from './send-waiting';
import { unfinishedUploads } from './unfinished-uploads';
import { createUploadEntries, type UploadEntries, type UploadEntry } from './upload-entries';
import type { UploadItem } from './upload-item';

type Deps = Pick<SendingDeps, 'onVideo'> & {
  client: Pick<Client, 'uploadFile'> & { uploads: Pick<Client['uploads'], 'abort'> };
};

/** The files of this page on their way to the server. It lives outside of React, so that walking through the pages stops nothing. */
export const createUploadQueue = ({ client, onVideo }: Deps) => {
  const entries = createUploadEntries();
  const send = () => sendWaiting({ client, entries, onVideo });
  let nextKey = 1;

  return {
    subscribe: entries.subscribe,
    items: entries.items,
    add: (files: readonly File[], recipe: string): void => {
      entries.add(files.map((file) => newEntry(String(nextKey++), file, recipe)));
      send();
    },
    pause: (key: string): void => halt(entries, key, { status: 'paused' }),
    resume: (key: string): void => {
      entries.patch(key, { status: 'waiting', message: undefined });
      send();
    },
    /** Takes a file off the list; what has arrived of it is given up. */
    remove: async (key: string): Promise<void> => {
      const entry = entries.get(key);
      if (!entry) return;
      halt(entries, key, {});
      entries.remove([entry]);
      if (entry.item.status !== 'done') await giveUp(client, entry);
    },
    /** Stops everything and forgets the list: for signing out. */
    clear: (): void => {
      for (const { stop } of entries.all()) stop?.abort();
      entries.remove(entries.all());
    },
  };
};

const halt = (entries: UploadEntries, key: string, change: Partial<UploadItem>): void => {
  entries.get(key)?.stop?.abort();
  entries.patch(key, { bytesPerSecond: 0, ...change });
};

const giveUp = async ({ uploads }: Deps['client'], entry: UploadEntry): Promise<void> => {
  const uploadId = unfinishedUploads.find(entry);
  unfinishedUploads.forget(entry);
  // Where this fails, the server sweeps the upload by itself.
  if (uploadId) await uploads.abort(uploadId).catch(() => undefined);
};

const newEntry = (key: string, file: File, recipe: string): UploadEntry => ({
  file,
  recipe,
  stop: undefined,
  item: {
    key,
    fileName: file.name,
    sizeBytes: file.size,
    sentBytes: 0,
    bytesPerSecond: 0,
    ...(file.size === 0 ? { status: 'failed', message: 'The file is empty.' } : { status: 'waiting' }),
  },
});

export type UploadQueue = ReturnType<typeof createUploadQueue>;
