import { randomBytes } from 'node:crypto';
import { copyFile, link, open } from 'node:fs/promises';
import { join } from 'node:path';
import { CLOSED_FILE } from '../multipart/upload-record.js';
import { writeUpload } from '../multipart/write-upload.js';
import type { Manifest, ObjectMeta } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { type ObjectRef, objectPath, type Store, uploadFolder } from '../store/store.js';
import { sweepUpload } from '../store/sweep.js';
import { syncFolder } from '../store/temp-file.js';

/** Parts are immutable, so a copy of a multipart object hard-links them, if the file system supports it. */
const sharePart = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
    await using copy = await open(to, 'r+');
    await copy.sync();
  }
};

const shareAll = async (store: Store, uploadId: string, { uploadId: from, parts }: Manifest): Promise<void> => {
  const folder = uploadFolder(store, uploadId);
  for (const { number } of parts) {
    const name = partFileName(number);
    await sharePart(join(store.partFolders.path(from), name), join(folder, name));
  }
  await syncFolder(folder);
};

/**
 * Creates the parts for a copy, as an upload that is closed for clients. Disposing removes it, unless it has become the
 * object.
 */
export const shareParts = async (
  store: Store,
  { bucket, key }: ObjectRef,
  { headers, checksumType, manifest: source }: ObjectMeta & { manifest: Manifest },
): Promise<AsyncDisposable & { manifest: Manifest }> => {
  const uploadId = randomBytes(16).toString('hex');
  const cleanUp = () => store.locks.exclusive(objectPath(store, { bucket, key }), () => sweepUpload(store, uploadId));
  try {
    const record = { bucket, key, headers, initiatedAtMs: Date.now(), checksumType };
    await writeUpload(store, uploadId, record, CLOSED_FILE);
    await shareAll(store, uploadId, source);
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return { manifest: { uploadId, parts: source.parts }, [Symbol.asyncDispose]: cleanUp };
};
