import { opendir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readBucket } from '../buckets/bucket-record.js';
import { movePartsToObject } from '../multipart/move-parts.js';
import { readRecordIn, readUpload, type Upload } from '../multipart/upload-record.js';
import { removeFolder } from './part-folders.js';
import { objectPath, readObjectMeta, type Store, uploadFolder } from './store.js';

/** Whether clients can still add parts. False if a crash interrupted the deletion of the bucket. */
const isOpenIn = async (store: Store, upload: Upload | undefined): Promise<boolean> =>
  upload?.isOpen === true && (await readBucket(store, upload.bucket)) !== undefined;

/** Keeps an open upload, moves the parts of one that became an object, and removes all others. */
export const sweepUpload = async (store: Store, uploadId: string): Promise<void> => {
  const upload = await readUpload(store, uploadId);
  const object = upload && (await readObjectMeta(objectPath(store, upload)));
  if (object?.manifest?.uploadId === uploadId) return movePartsToObject(store, object.manifest);
  if (!(await isOpenIn(store, upload))) await removeFolder(uploadFolder(store, uploadId), store.tempFolder);
};

/** Runs before requests are served and finishes what a crash interrupted. Its time depends on the number of open uploads, not of objects. */
export const sweep = async (store: Store): Promise<void> => {
  for (const name of await readdir(store.tempFolder)) {
    await rm(join(store.tempFolder, name), { recursive: true, force: true });
  }
  for (const uploadId of await readdir(store.uploadsFolder)) await sweepUpload(store, uploadId);
};

const sweepPartFolder = async (store: Store, uploadId: string): Promise<void> => {
  const ref = await readRecordIn(store.partFolders.path(uploadId));
  if (!ref) return; // removed in the meantime, or not part of the store
  const path = objectPath(store, ref);
  await store.locks.exclusive(path, async () => {
    const object = await readObjectMeta(path);
    if (object?.manifest?.uploadId !== uploadId) await store.partFolders.discard(uploadId);
  });
};

/** Runs while requests are served. Removes parts whose object was replaced or deleted just before a crash. */
export const sweepParts = async (store: Store, stopping: AbortSignal): Promise<void> => {
  for await (const { name } of await opendir(store.partsFolder)) {
    if (stopping.aborted) return;
    await sweepPartFolder(store, name);
  }
};
