import { type Actor, actorRef, storageKeys, type UploadEvent } from '@media/core';
import { appendUploadEvent, discard, recordAudit, type Upload } from '@media/database';
import type { IngestDeps } from './ingest-deps.js';
import { LATE_BYTES_MS } from './upload-urls.js';

/**
 * Closes an upload, then deletes its stored data: in this order, so that it can't be completed in between. Aborting the
 * multipart upload ends its URLs. A failed completion may already have stored an object at the source's key, or do so late,
 * and a part that is being sent can stay behind. So the keys are also discarded for a later sweep. @throws AppError UPLOAD_CLOSED
 */
export const closeUpload = async (
  { database, uploads, store, log }: IngestDeps,
  actor: Actor,
  upload: Upload,
  event: Extract<UploadEvent, 'aborted' | 'expired'>,
): Promise<void> => {
  const keys = [...new Set([upload.objectKey, storageKeys.source(upload.videoId)])];
  await database.transaction(async (tx) => {
    await uploads.apply(upload, event, { tx });
    const data = { sizeBytes: upload.sizeBytes };
    if (event === 'expired') await appendUploadEvent(tx, upload, { type: 'upload.expired', data, actor });
    await discard(tx, keys, LATE_BYTES_MS);
    const action = event === 'expired' ? 'upload.expired' : 'upload.aborted';
    const targets = [{ type: 'upload', id: upload.id, name: upload.fileName } as const];
    await recordAudit(tx, actor, { action, targets });
  });
  log.info({ uploadId: upload.id, event, actor: actorRef(actor) }, 'Upload closed');
  if (upload.multipartId) await store.abortMultipart(upload.objectKey, upload.multipartId);
  for (const key of keys) await store.delete(key);
};
