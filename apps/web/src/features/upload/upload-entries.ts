import type { UploadItem } from './upload-item';

/** A file on its way: what is shown of it, and what stops it while it is being sent. */
export type UploadEntry = { item: UploadItem; file: File; recipe: string; stop: AbortController | undefined };

/** The files of the queue in the order of their coming, and those who want to know when one changes. */
export const createUploadEntries = () => {
  const entries = new Map<string, UploadEntry>();
  const listeners = new Set<() => void>();
  let items: readonly UploadItem[] = [];

  const changed = (): void => {
    items = [...entries.values()].map(({ item }) => item);
    for (const listener of listeners) listener();
  };

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The same array until something changes. */
    items: (): readonly UploadItem[] => items,
    all: (): UploadEntry[] => [...entries.values()],
    get: (key: string): UploadEntry | undefined => entries.get(key),
    add: (added: readonly UploadEntry[]): void => {
      for (const entry of added) entries.set(entry.item.key, entry);
      changed();
    },
    patch: (key: string, change: Partial<UploadItem>): void => {
      const entry = entries.get(key);
      if (!entry) return;
      entry.item = { ...entry.item, ...change };
      changed();
    },
    remove: (removed: readonly UploadEntry[]): void => {
      for (const { item } of removed) entries.delete(item.key);
      changed();
    },
  };
};

export type UploadEntries = ReturnType<typeof createUploadEntries>;
