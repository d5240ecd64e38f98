import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPLETED_FILE, OPEN_FILE, readUpload } from '../multipart/upload-record.js';
import { objectPath, readObjectMeta, type Store } from './store.js';

/** Puts one folder of parts right: parts of an object stay, parts of an open upload stay, all others go. */
const sweepUpload = async (store: Store, uploadId: string): Promise<void> => {
  const folder = store.partFolders.path(uploadId);
  const upload = await readUpload(store, uploadId);
  const object = upload && (await readObjectMeta(objectPath(store, upload)));
  const isUsed = object?.manifest?.uploadId === uploadId;
  if (isUsed && upload?.isOpen) await rename(join(folder, OPEN_FILE), join(folder, COMPLETED_FILE));
  if (!isUsed && !upload?.isOpen) await rm(folder, { recursive: true, force: true });
};

/** Removes what a crash left behind: files that were never published, and parts that no object names any more. */
export const sweep = async (store: Store): Promise<void> => {
  for (const name of await readdir(store.tempFolder)) {
    await rm(join(store.tempFolder, name), { recursive: true, force: true });
  }
  for (const uploadId of await readdir(store.uploadsFolder)) await sweepUpload(store, uploadId);
};
