import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checksum } from '../body/digests.js';
import { isAbsent, S3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { type ObjectRef, type Store, uploadFolder } from '../store/store.js';

/** The future object of an upload, stored with its parts: in OPEN_FILE while clients can add parts, otherwise in CLOSED_FILE. */
export type UploadRecord = ObjectRef & {
  headers: ObjectMeta['headers'];
  initiatedAtMs: number;
  checksum?: Checksum;
  checksumType: ObjectMeta['checksumType'];
};
export type Upload = UploadRecord & { uploadId: string; isOpen: boolean };

export const OPEN_FILE = 'open.json';
export const CLOSED_FILE = 'completed.json';

const UPLOAD_ID = /^[0-9a-f]{32}$/;

export const isUploadId = (text: string): boolean => UPLOAD_ID.test(text);

const readRecord = async (path: string): Promise<UploadRecord | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

export const readRecordIn = async (folder: string): Promise<UploadRecord | undefined> =>
  (await readRecord(join(folder, OPEN_FILE))) ?? readRecord(join(folder, CLOSED_FILE));

/** An upload that hasn't become an object yet; undefined if it doesn't exist or the id is invalid. */
export const readUpload = async (store: Store, uploadId: string): Promise<Upload | undefined> => {
  if (!isUploadId(uploadId)) return undefined;
  const folder = uploadFolder(store, uploadId);
  const open = await readRecord(join(folder, OPEN_FILE));
  const record = open ?? (await readRecord(join(folder, CLOSED_FILE)));
  return record && { ...record, uploadId, isOpen: open !== undefined };
};

/** The open upload of this bucket and key. @throws NoSuchUpload */
export const requireOpenUpload = async (store: Store, ref: ObjectRef, uploadId: string): Promise<Upload> => {
  const upload = await readUpload(store, uploadId);
  if (!upload?.isOpen || upload.bucket !== ref.bucket || upload.key !== ref.key) throw new S3Error('NoSuchUpload');
  return upload;
};
