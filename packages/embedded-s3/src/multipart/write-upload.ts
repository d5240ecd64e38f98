import { join } from 'node:path';
import { openStoreAside, type Store } from '../store/store.js';
import type { COMPLETED_FILE, OPEN_FILE, UploadRecord } from './upload-record.js';

/** Makes the folder of an upload with its record in it. */
export const writeUpload = async (
  store: Store,
  uploadId: string,
  record: UploadRecord,
  name: typeof OPEN_FILE | typeof COMPLETED_FILE,
): Promise<void> => {
  await using aside = await openStoreAside(store);
  await aside.file.write(JSON.stringify(record));
  await aside.publish(join(store.partFolders.path(uploadId), name));
};
