import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';

/** The folders of objects' parts. They are removed with the object, but not while it is being read. */
export type PartFolders = {
  path(uploadId: string): string;
  /** Keeps a folder until the result is disposed. */
  hold(uploadId: string): AsyncDisposable;
  /** Removes a folder, immediately or after its last reader is done. */
  discard(uploadId: string): Promise<void>;
};

export const partFileName = (partNumber: number): string => `${String(partNumber).padStart(5, '0')}.part`;

/** Removes a folder atomically, by moving it to `tempFolder` first. After a crash, the sweep deletes what is left there. */
export const removeFolder = async (path: string, tempFolder: string): Promise<void> => {
  const trash = join(tempFolder, randomUUID());
  try {
    await rename(path, trash);
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  await rm(trash, { recursive: true, force: true });
};

export const createPartFolders = (root: string, tempFolder: string): PartFolders => {
  const readers = new Map<string, number>();
  const discarded = new Set<string>();
  const path = (uploadId: string): string => join(root, uploadId);
  const remove = (uploadId: string) => removeFolder(path(uploadId), tempFolder);
  return {
    path,
    hold: (uploadId) => {
      readers.set(uploadId, (readers.get(uploadId) ?? 0) + 1);
      return {
        [Symbol.asyncDispose]: async () => {
          const left = (readers.get(uploadId) ?? 1) - 1;
          if (left > 0) return void readers.set(uploadId, left);
          readers.delete(uploadId);
          if (discarded.delete(uploadId)) await remove(uploadId);
        },
      };
    },
    discard: async (uploadId) => {
      if (readers.has(uploadId)) discarded.add(uploadId);
      else await remove(uploadId);
    },
  };
};
