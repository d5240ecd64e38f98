import { join } from 'node:path';
import { openStoreTempFile, type Store, uploadFolder } from '../store/store.js';
import type { CLOSED_FILE, OPEN_FILE, UploadRecord } from './upload-record.js';

/** Creates the folder of an upload, with its record. */
export const writeUpload = async (
  store: Store,
  uploadId: string,
  record: UploadRecord,
  name: typeof OPEN_FILE | typeof CLOSED_FILE,
): Promise<void> => {
  await using temp = await openStoreTempFile(store);
  await temp.file.write(JSON.stringify(record));
  await temp.publish(join(uploadFolder(store, uploadId), name));
};
