import { unfinishedUploads } from './queue/unfinished-uploads';
import type { createUploadQueue, UploadQueue } from './queue/upload-queue';

type Options = Parameters<typeof createUploadQueue>[0] & {
  /** Loads what shows them, so that it is there when it is to be seen. */
  loadDialog: () => Promise<unknown>;
  loadTray: () => Promise<unknown>;
  /** Called when something could not be loaded, without a network for instance. */
  onLoadFailed: () => void;
};

export type UploadsState = {
  /** Undefined until the first file comes: the uploader is loaded for it. */
  queue: UploadQueue | undefined;
  /** The files that the dialog begins with; undefined while it is closed. */
  offered: readonly File[] | undefined;
};

/** What the pages know of uploads before any uploader is loaded. */
export const createUploads = ({ loadDialog, loadTray, onLoadFailed, ...options }: Options) => {
  const listeners = new Set<() => void>();
  let state: UploadsState = { queue: undefined, offered: undefined };
  let owner: string | undefined;

  const change = (part: Partial<UploadsState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };

  const loadQueue = async (): Promise<UploadQueue> => {
    const [{ createUploadQueue }] = await Promise.all([import('./queue/upload-queue'), loadTray()]);
    const queue = state.queue ?? createUploadQueue(options);
    if (queue !== state.queue) change({ queue });
    return queue;
  };

  /** Sends files, or what of them has not arrived yet. */
  const send = (files: readonly File[], recipe: string): void => {
    loadQueue().then((queue) => queue.add(files, recipe), onLoadFailed);
  };

  /** Those among the files that were not begun before; the others go on without asking. */
  const sendKnown = (files: readonly File[]): File[] =>
    files.filter((file) => {
      const recipe = unfinishedUploads.recipeOf(file);
      if (recipe) send([file], recipe);
      return !recipe;
    });

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: (): UploadsState => state,
    send,
    /** Opens the dialog with these files, if any. A file whose upload was begun before goes on without asking. */
    choose: async (files: readonly File[] = []): Promise<void> => {
      const offered = sendKnown(files);
      if (offered.length > 0 || files.length === 0) {
        await loadDialog().then(() => change({ offered }), onLoadFailed);
      }
    },
    closeDialog: (): void => change({ offered: undefined }),
    /** Stops everything and forgets the list when its owner has signed out, or somebody else has signed in. */
    belongTo: (userId: string | undefined): void => {
      if (owner !== undefined && owner !== userId) {
        state.queue?.clear();
        change({ offered: undefined });
      }
      owner = userId;
    },
  };
};

export type Uploads = ReturnType<typeof createUploads>;
