import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';

export type TempFile = AsyncDisposable & {
  path: string;
  file: FileHandle;
  /** Syncs the file and moves it to `target` atomically. */
  publish(target: string): Promise<void>;
};

const MAX_ATTEMPTS = 5;

/** Makes new names in a folder survive a power loss. */
export const syncFolder = async (path: string): Promise<void> => {
  await using folder = await open(path, 'r');
  await folder.sync();
};

/** Creates a folder and its parents, so that they survive a power loss. */
export const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let created = path; created.length >= first.length; created = dirname(created))
    await syncFolder(dirname(created));
};

/** Renames a file or folder durably. Retries, because a concurrent delete can remove the still empty target folder. */
export const moveInto = async (path: string, target: string): Promise<void> => {
  const folder = dirname(target);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeFolder(folder);
      await rename(path, target);
      return await syncFolder(folder);
    } catch (error) {
      if (!isAbsent(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
};

/** Creates a temporary file. Disposing removes it, unless it was published. */
export const openTempFile = async (tempFolder: string): Promise<TempFile> => {
  const path = join(tempFolder, randomUUID());
  const file = await open(path, 'wx+');
  return {
    path,
    file,
    publish: async (target) => {
      await file.sync();
      await moveInto(path, target);
    },
    [Symbol.asyncDispose]: async () => {
      await file.close();
      await rm(path, { force: true });
    },
  };
};

/** Removes `folder` and its parents while they are empty and below `top`. */
export const removeEmptyFolders = async (folder: string, top: string): Promise<void> => {
  for (let path = folder; path !== top && path.startsWith(top); path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return; // not empty, or already removed
    }
  }
};
