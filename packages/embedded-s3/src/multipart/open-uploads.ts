import { readdir } from 'node:fs/promises';
import { removeFolder } from '../store/part-folders.js';
import { type Store, uploadFolder } from '../store/store.js';
import { compareKeys } from '../store/walk-keys.js';
import { readUpload, type Upload } from './upload-record.js';

const compareUploads = (a: Upload, b: Upload): number => {
  const byKey = compareKeys(a.key, b.key);
  return byKey !== 0 ? byKey : compareKeys(a.uploadId, b.uploadId);
};

/** The open uploads of a bucket, sorted by key. */
export const openUploads = async (store: Store, bucket: string): Promise<Upload[]> => {
  const found: Upload[] = [];
  for (const uploadId of await readdir(store.uploadsFolder)) {
    const upload = await readUpload(store, uploadId);
    if (upload?.isOpen && upload.bucket === bucket) found.push(upload);
  }
  return found.sort(compareUploads);
};

/** Removes an upload and its parts after its bucket was deleted. */
export const removeUpload = (store: Store, uploadId: string): Promise<void> =>
  store.locks.exclusive(uploadId, () => removeFolder(uploadFolder(store, uploadId), store.tempFolder));
