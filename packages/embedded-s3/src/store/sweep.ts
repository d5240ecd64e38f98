import { opendir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readBucket } from '../buckets/bucket-record.js';
import { keepUsedParts } from '../multipart/keep-used-parts.js';
import { readRecordIn, readUpload, type Upload } from '../multipart/upload-record.js';
import { removeFolder } from './part-folders.js';
import { objectPath, readObjectMeta, type Store, uploadFolder } from './store.js';

/** Whether parts may still be added: not after a crash that removed the bucket alone. */
const isOpenIn = async (store: Store, upload: Upload | undefined): Promise<boolean> =>
  upload?.isOpen === true && (await readBucket(store, upload.bucket)) !== undefined;

/** Puts one upload right: it stays while it is open, its parts go to the object that it became, all else goes. */
export const sweepUpload = async (store: Store, uploadId: string): Promise<void> => {
  const upload = await readUpload(store, uploadId);
  const object = upload && (await readObjectMeta(objectPath(store, upload)));
  if (object?.manifest?.uploadId === uploadId) return keepUsedParts(store, object.manifest);
  if (!(await isOpenIn(store, upload))) await removeFolder(uploadFolder(store, uploadId), store.tempFolder);
};

/** Before anything is served: ends what a crash interrupted. Takes as long as there are open uploads, not objects. */
export const sweep = async (store: Store): Promise<void> => {
  for (const name of await readdir(store.tempFolder)) {
    await rm(join(store.tempFolder, name), { recursive: true, force: true });
  }
  for (const uploadId of await readdir(store.uploadsFolder)) await sweepUpload(store, uploadId);
};

const sweepPartFolder = async (store: Store, uploadId: string): Promise<void> => {
  const ref = await readRecordIn(store.partFolders.path(uploadId));
  if (!ref) return; // removed meanwhile, or none of ours
  const path = objectPath(store, ref);
  await store.locks.run(path, async () => {
    const object = await readObjectMeta(path);
    if (object?.manifest?.uploadId !== uploadId) await store.partFolders.discard(uploadId);
  });
};

/** While requests are served: removes parts whose object a crash replaced or deleted without them. */
export const sweepParts = async (store: Store, stopping: AbortSignal): Promise<void> => {
  for await (const { name } of await opendir(store.partsFolder)) {
    if (stopping.aborted) return;
    await sweepPartFolder(store, name);
  }
};
