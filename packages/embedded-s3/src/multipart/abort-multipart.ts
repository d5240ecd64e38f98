import type { Exchange } from '../http/exchange.js';
import { sendEmpty } from '../http/respond.js';
import { removeFolder } from '../store/part-folders.js';
import { uploadFolder } from '../store/store.js';
import { requireOpenUpload } from './upload-record.js';

/** Removes an open upload and its parts. */
export const abortMultipart = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  const uploadId = exchange.query('uploadId') ?? '';
  await store.locks.exclusive(uploadId, async () => {
    await requireOpenUpload(store, exchange, uploadId);
    await removeFolder(uploadFolder(store, uploadId), store.tempFolder);
  });
  sendEmpty(exchange.response, 204);
};
