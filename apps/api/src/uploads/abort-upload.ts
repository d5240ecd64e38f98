import { type Actor, UPLOADS, type UploadId } from '@media/core';
import { closeUpload, type IngestDeps } from '@media/ingest';

/** Aborts an upload. Does nothing if it is already aborted or expired. @throws AppError UPLOAD_NOT_FOUND, UPLOAD_CLOSED if it is completed */
export const abortUpload = async (deps: IngestDeps, actor: Actor, id: UploadId): Promise<void> => {
  const upload = await deps.uploads.get(actor.organizationId, id);
  if (UPLOADS.isTerminal(upload.status) && upload.status !== 'completed') return;
  await closeUpload(deps, actor, upload, 'aborted');
};
