import { join } from 'node:path';
import { openStoreAside, type Store, uploadFolder } from '../store/store.js';
import type { CLOSED_FILE, OPEN_FILE, UploadRecord } from './upload-record.js';

/** Makes the folder of an upload with its record in it. */
export const writeUpload = async (
  store: Store,
  uploadId: string,
  record: UploadRecord,
  name: typeof OPEN_FILE | typeof CLOSED_FILE,
): Promise<void> => {
  await using aside = await openStoreAside(store);
  await aside.file.write(JSON.stringify(record));
  await aside.publish(join(uploadFolder(store, uploadId), name));
};
