import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checksum } from '../body/digests.js';
import { isAbsent, S3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { type ObjectRef, type Store, uploadFolder } from '../store/store.js';

/** What an upload will become; kept beside its parts, in OPEN_FILE if clients may add some, else in CLOSED_FILE. */
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

/** Whether it looks like an id that we gave out. */
export const isUploadId = (text: string): boolean => UPLOAD_ID.test(text);

const readRecord = async (path: string): Promise<UploadRecord | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** The record in a folder of parts; undefined if there is none. */
export const readRecordIn = async (folder: string): Promise<UploadRecord | undefined> =>
  (await readRecord(join(folder, OPEN_FILE))) ?? readRecord(join(folder, CLOSED_FILE));

/** An upload that has become no object yet, by its id; undefined if there is none or the id is none of ours. */
export const readUpload = async (store: Store, uploadId: string): Promise<Upload | undefined> => {
  if (!isUploadId(uploadId)) return undefined;
  const folder = uploadFolder(store, uploadId);
  const open = await readRecord(join(folder, OPEN_FILE));
  const record = open ?? (await readRecord(join(folder, CLOSED_FILE)));
  return record && { ...record, uploadId, isOpen: open !== undefined };
};

/** The open upload of exactly this bucket and key; NoSuchUpload otherwise. */
export const requireOpenUpload = async (store: Store, ref: ObjectRef, uploadId: string): Promise<Upload> => {
  const upload = await readUpload(store, uploadId);
  if (!upload?.isOpen || upload.bucket !== ref.bucket || upload.key !== ref.key) throw new S3Error('NoSuchUpload');
  return upload;
};
