import { type Actor, actorRef, storageKeys, UPLOADS, type UploadEvent, type UploadId } from '@media/core';
import { discard, type Upload } from '@media/database';
import type { ApiDeps } from '../api-deps.js';
import { LATE_BYTES_MS } from './sign-parts.js';

type Deps = Pick<ApiDeps, 'database' | 'uploads' | 'store' | 'log'>;

/**
 * Closes an upload, then frees what the store has of it: in this order, so that nobody completes it meanwhile. A
 * completion that failed may have copied it to the source's key already. While a URL is still good an object may come
 * back, so its keys are swept once more afterwards. @throws AppError UPLOAD_CLOSED
 */
export const closeUpload = async (
  { database, uploads, store, log }: Deps,
  actor: Actor,
  upload: Upload,
  event: Extract<UploadEvent, 'aborted' | 'expired'>,
): Promise<void> => {
  const keys = [...new Set([upload.objectKey, storageKeys.source(upload.videoId)])];
  await database.transaction(async (tx) => {
    await uploads.apply(upload, event, { tx });
    await discard(tx, keys, LATE_BYTES_MS);
  });
  log.info({ uploadId: upload.id, event, actor: actorRef(actor) }, 'upload closed');
  if (upload.multipartId) await store.abortMultipart(upload.objectKey, upload.multipartId);
  for (const key of keys) await store.delete(key);
};

/** Gives an upload up; one that was given up already is as good. @throws AppError UPLOAD_NOT_FOUND, UPLOAD_CLOSED once it has its video */
export const abortUpload = async (deps: Deps, actor: Actor, id: UploadId): Promise<void> => {
  const upload = await deps.uploads.get(actor.organizationId, id);
  if (UPLOADS.isTerminal(upload.status) && upload.status !== 'completed') return;
  await closeUpload(deps, actor, upload, 'aborted');
};
