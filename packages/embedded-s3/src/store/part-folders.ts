import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';

/** Folders of parts that objects are made of: removed when the object goes, but not under a reader's feet. */
export type PartFolders = {
  path(uploadId: string): string;
  /** Keeps a folder until it is released. */
  hold(uploadId: string): AsyncDisposable;
  /** Removes a folder, now or when its last reader is done. */
  discard(uploadId: string): Promise<void>;
};

export const partFileName = (partNumber: number): string => `${String(partNumber).padStart(5, '0')}.part`;

/** Removes a folder in one step, which a crash cannot cut in two: what is left of it in `tempFolder` is swept. */
export const removeFolder = async (path: string, tempFolder: string): Promise<void> => {
  const doomed = join(tempFolder, randomUUID());
  try {
    await rename(path, doomed);
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  await rm(doomed, { recursive: true, force: true });
};

export const createPartFolders = (root: string, tempFolder: string): PartFolders => {
  const readers = new Map<string, number>();
  const doomed = new Set<string>();
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
          if (doomed.delete(uploadId)) await remove(uploadId);
        },
      };
    },
    discard: async (uploadId) => {
      if (readers.has(uploadId)) doomed.add(uploadId);
      else await remove(uploadId);
    },
  };
};
