import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';
import type { Manifest } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { type Store, uploadFolder } from '../store/store.js';
import { moveInto } from '../store/temp-file.js';

const namesIn = async (folder: string): Promise<string[] | undefined> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/**
 * Moves the parts of a just published object from the `uploads` folder to `parts`, and deletes unused ones. Idempotent: the
 * next start repeats it after a crash.
 */
export const movePartsToObject = async (store: Store, { uploadId, parts }: Manifest): Promise<void> => {
  const folder = uploadFolder(store, uploadId);
  const names = await namesIn(folder);
  if (!names) return;
  const used = new Set(parts.map(({ number }) => partFileName(number)));
  const unused = names.filter((name) => name.endsWith('.part') && !used.has(name));
  for (const name of unused) await rm(join(folder, name), { force: true });
  await moveInto(folder, store.partFolders.path(uploadId));
};
