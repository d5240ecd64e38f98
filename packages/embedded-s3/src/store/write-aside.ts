import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';

export type Aside = AsyncDisposable & {
  path: string;
  file: FileHandle;
  /** Makes the file durable and puts it, whole, in the place of whatever was at `target`. */
  publish(target: string): Promise<void>;
};

const MAX_TRIES = 5;

/** Makes the names in a folder durable. */
export const syncFolder = async (path: string): Promise<void> => {
  await using folder = await open(path, 'r');
  await folder.sync();
};

/** Makes a folder and the ones above it, so that a loss of power does not take them away again. */
export const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
};

/** Renames and makes the new name durable. A delete may remove the folder, empty as it was, at the same time: try again. */
export const moveInto = async (path: string, target: string): Promise<void> => {
  const folder = dirname(target);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeFolder(folder);
      await rename(path, target);
      return await syncFolder(folder);
    } catch (error) {
      if (!isAbsent(error) || attempt === MAX_TRIES) throw error;
    }
  }
};

/** Opens a nameless file in the folder of temporary ones; it is removed unless it gets published. */
export const openAside = async (tempFolder: string): Promise<Aside> => {
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

/** Removes folders from `folder` upwards as long as they are empty and below `top`. */
export const removeEmptyFolders = async (folder: string, top: string): Promise<void> => {
  for (let path = folder; path !== top && path.startsWith(top); path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return; // not empty, or gone already
    }
  }
};
