import { identityOf, type Target, type UnfinishedUpload, unfinishedUploads } from './queue/unfinished-uploads';
import type { createUploadQueue, UploadQueue } from './queue/upload-queue';

type Options = Parameters<typeof createUploadQueue>[0] & {
  /** Loads what shows them, so that it is there when it is to be seen. */
  loadDialog: () => Promise<unknown>;
  loadTray: () => Promise<unknown>;
  /** Called when something could not be loaded, without a network for instance. */
  onLoadFailed: () => void;
};

/** Whose uploads these are, and where those go that begin now. */
export type Owner = { userId: string; organizationId: string };

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
  let owner: Owner | undefined;

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

  const sendTo = (files: readonly File[], target: Target): void => {
    const userId = owner?.userId;
    const add = (queue: UploadQueue): void => {
      // Somebody else may have signed in while it was loaded.
      if (owner?.userId === userId) queue.add(files, target);
    };
    loadQueue().then(add, onLoadFailed);
  };

  /** Those among the files that were not begun before in this organization; the others are resumed without asking. */
  const sendKnown = (files: readonly File[]): File[] =>
    files.filter((file) => {
      const target = unfinishedUploads.targetsOf(file).find((each) => each.organizationId === owner?.organizationId);
      if (target) sendTo([file], target);
      return !target;
    });

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: (): UploadsState => state,
    /** Sends files to the current organization, which stays theirs; of those that were begun before, what has not arrived yet. */
    send: (files: readonly File[], recipe: string): void => {
      if (owner) sendTo(files, { recipe, organizationId: owner.organizationId });
    },
    /**
     * Resumes the uploads that these files were begun with, in whatever organization that was; how many that are. A file that was
     * begun several times resumes `wanted`, or else the last.
     */
    resume: (files: readonly File[], wanted: UnfinishedUpload): number => {
      const known = files.flatMap((file) => {
        const targets = unfinishedUploads.targetsOf(file);
        const isWanted = (target: Target) => identityOf({ file, ...target }) === identityOf(wanted);
        const target = targets.find(isWanted) ?? targets[0];
        return target ? [{ file, target }] : [];
      });
      for (const { file, target } of known) sendTo([file], target);
      return known.length;
    },
    /** Opens the dialog with these files, if any. A file whose upload was begun before in this organization is resumed without asking. */
    choose: async (files: readonly File[] = []): Promise<void> => {
      const offered = sendKnown(files);
      if (offered.length > 0 || files.length === 0) {
        await loadDialog().then(() => change({ offered }), onLoadFailed);
      }
    },
    closeDialog: (): void => change({ offered: undefined }),
    /**
     * Stops everything and forgets the list when its owner has signed out, or somebody else has signed in. In another
     * organization of the same owner, uploads continue where they were begun.
     */
    belongTo: (next: Owner | undefined): void => {
      if (owner && owner.userId !== next?.userId) {
        state.queue?.clear();
        change({ offered: undefined });
      }
      owner = next;
    },
  };
};

export type Uploads = ReturnType<typeof createUploads>;
