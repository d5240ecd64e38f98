import type { Exchange } from '../http/exchange.js';
import { sendEmpty } from '../http/respond.js';
import { requireOpenUpload } from './upload-record.js';

/** Throws an open upload and its parts away. */
export const abortMultipart = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  const uploadId = exchange.query('uploadId') ?? '';
  await store.locks.run(uploadId, async () => {
    await requireOpenUpload(store, exchange, uploadId);
    await store.partFolders.discard(uploadId);
  });
  sendEmpty(exchange.response, 204);
};
