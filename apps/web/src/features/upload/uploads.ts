import { cleanTitle } from '../video/rename/title-problem';
import type { ChosenFile } from './choose/selection';
import { identityOf, type Target, type UnfinishedUpload, unfinishedUploads } from './queue/unfinished-uploads';
import type { createUploadQueue, UploadQueue } from './queue/upload-queue';

type Options = Parameters<typeof createUploadQueue>[0] & {
  /** Loads the component, so that it can be shown without delay. */
  loadDialog: () => Promise<unknown>;
  loadTray: () => Promise<unknown>;
  /** Called when code couldn't be loaded, for instance while offline. */
  onLoadFailed: () => void;
};

/** The signed-in user, and the organization that new uploads go to. */
export type Owner = { userId: string; organizationId: string };

export type UploadsState = {
  /** Undefined until the first upload loads the uploader. */
  queue: UploadQueue | undefined;
  /** The files that the dialog opens with; undefined while it is closed. */
  offered: readonly File[] | undefined;
};

/** The uploads of a tab. The uploader itself is loaded when the first file is sent. */
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

  const sendTo = (file: File, target: Target): void => {
    const userId = owner?.userId;
    const add = (queue: UploadQueue): void => {
      // Another user may have signed in while it was loading.
      if (owner?.userId === userId) queue.add([file], target);
    };
    loadQueue().then(add, onLoadFailed);
  };

  /** Resumes the files whose upload was started before in this organization, and returns the others. */
  const resumeKnown = (files: readonly File[]): File[] =>
    files.filter((file) => {
      const target = unfinishedUploads.targetsOf(file).find((each) => each.organizationId === owner?.organizationId);
      if (target) sendTo(file, target);
      return !target;
    });

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: (): UploadsState => state,
    /** Uploads files to the current organization. Files that were started before send only what is missing. */
    send: (files: readonly ChosenFile[], recipe: string): void => {
      if (!owner) return;
      const { organizationId } = owner;
      for (const { file, title } of files) sendTo(file, { recipe, organizationId, ...titled(title) });
    },
    /**
     * Resumes the uploads that these files were started with, in any organization. A file that was started several times
     * resumes `wanted`, or else the latest. Returns the number of resumed uploads.
     */
    resume: (files: readonly File[], wanted: UnfinishedUpload): number => {
      const known = files.flatMap((file) => {
        const targets = unfinishedUploads.targetsOf(file);
        const isWanted = (target: Target) => identityOf({ file, ...target }) === identityOf(wanted);
        const target = targets.find(isWanted) ?? targets[0];
        return target ? [{ file, target }] : [];
      });
      for (const { file, target } of known) sendTo(file, target);
      return known.length;
    },
    /** Opens the dialog, with files if there are any. Files that were started before in this organization resume right away. */
    choose: async (files: readonly File[] = []): Promise<void> => {
      const offered = resumeKnown(files);
      if (offered.length > 0 || files.length === 0) {
        await loadDialog().then(() => change({ offered }), onLoadFailed);
      }
    },
    closeDialog: (): void => change({ offered: undefined }),
    /**
     * Sets the owner of new uploads. When the user signs out or another user signs in, all uploads stop and leave the list.
     * When the same user switches organization, uploads continue in the organization they were started in.
     */
    setOwner: (next: Owner | undefined): void => {
      if (owner && owner.userId !== next?.userId) {
        state.queue?.clear();
        change({ offered: undefined });
      }
      owner = next;
    },
  };
};

const titled = (title: string): Pick<Target, 'title'> => {
  const cleaned = cleanTitle(title);
  return cleaned ? { title: cleaned } : {};
};

export type Uploads = ReturnType<typeof createUploads>;
