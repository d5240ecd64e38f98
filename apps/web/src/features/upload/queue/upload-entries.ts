import type { Intent } from './unfinished-uploads';
import type { UploadItem } from './upload-item';

/** A file in the queue. `item` is replaced by every change. */
export type UploadEntry = { intent: Intent & { file: File }; item: UploadItem };

export type UploadChange = Partial<
  Pick<UploadItem, 'status' | 'sentBytes' | 'inFlightBytes' | 'bytesPerSecond' | 'message' | 'canRetry' | 'videoId'>
>;

/** The entries of an upload queue, in order. Listeners are called after every change and read `items`. */
export const createUploadEntries = () => {
  const entries = new Map<string, UploadEntry>();
  const listeners = new Set<() => void>();
  let items: readonly UploadItem[] | undefined;

  const notify = (): void => {
    items = undefined;
    for (const listener of listeners) listener();
  };

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** The same array until something changes. Unchanged files keep their item. */
    items: (): readonly UploadItem[] => {
      items ??= [...entries.values()].map(({ item }) => item);
      return items;
    },

    get: (key: string): UploadEntry | undefined => entries.get(key),

    firstWaiting: (isExcluded: (key: string) => boolean): UploadEntry | undefined =>
      [...entries.values()].find(({ item }) => item.status === 'waiting' && !isExcluded(item.key)),

    /** Appends an entry, replacing one with the same key. */
    append: (entry: UploadEntry): void => {
      entries.delete(entry.item.key);
      entries.set(entry.item.key, entry);
      notify();
    },

    /** Ignores entries that were removed. */
    change: (entry: UploadEntry, change: UploadChange): void => {
      if (entries.get(entry.item.key) !== entry) return;
      entry.item = withChange(entry.item, change);
      notify();
    },

    delete: (keys: readonly string[]): void => {
      for (const key of keys) entries.delete(key);
      notify();
    },
  };
};

/** Only an uploading file has a speed and bytes in flight. */
const withChange = (item: UploadItem, change: UploadChange): UploadItem => {
  const changed = { ...item, ...change };
  return changed.status === 'uploading' ? changed : { ...changed, inFlightBytes: 0, bytesPerSecond: 0 };
};
