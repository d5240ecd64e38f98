import { unfinishedUploads } from './queue/unfinished-uploads';
import type { createUploadQueue, UploadQueue } from './queue/upload-queue';

type Options = Parameters<typeof createUploadQueue>[0] & {
  /** Called when the uploader could not be loaded, without a network for instance. */
  onLoadFailed: () => void;
};

export type UploadsState = {
  /** Undefined until the first file comes: the uploader is loaded for it. */
  queue: UploadQueue | undefined;
  /** The files that the dialog begins with; undefined while it is closed. */
  offered: readonly File[] | undefined;
};

/** What the pages know of uploads before any uploader is loaded. */
export const createUploads = ({ onLoadFailed, ...options }: Options) => {
  const listeners = new Set<() => void>();
  let state: UploadsState = { queue: undefined, offered: undefined };

  const change = (part: Partial<UploadsState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };

  const load = async (): Promise<UploadQueue> => {
    const module = await import('./queue/upload-queue');
    if (!state.queue) change({ queue: module.createUploadQueue(options) });
    return state.queue ?? load();
  };

  /** Sends files, or what of them has not arrived yet. */
  const send = (files: readonly File[], recipe: string): void => {
    load().then((queue) => queue.add(files, recipe), onLoadFailed);
  };

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: (): UploadsState => state,
    send,
    /** Opens the dialog with these files, if any. A file whose upload was begun before goes on without asking. */
    choose: (files: readonly File[] = []): void => {
      const unknown = files.filter((file) => {
        const recipe = unfinishedUploads.recipeOf(file);
        if (recipe) send([file], recipe);
        return !recipe;
      });
      if (unknown.length > 0 || files.length === 0) change({ offered: unknown });
    },
    closeDialog: (): void => change({ offered: undefined }),
    /** Stops everything and forgets the list: for signing out. */
    clear: (): void => {
      state.queue?.clear();
      change({ offered: undefined });
    },
  };
};

export type Uploads = ReturnType<typeof createUploads>;
