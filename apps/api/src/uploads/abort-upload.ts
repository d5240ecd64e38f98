import { type Actor, UPLOADS, type UploadId } from '@media/core';
import { closeUpload, type IngestDeps } from '@media/ingest';

/** Gives an upload up; one that was given up already is as good. @throws AppError UPLOAD_NOT_FOUND, UPLOAD_CLOSED once it has its video */
export const abortUpload = async (deps: IngestDeps, actor: Actor, id: UploadId): Promise<void> => {
  const upload = await deps.uploads.get(actor.organizationId, id);
  if (UPLOADS.isTerminal(upload.status) && upload.status !== 'completed') return;
  await closeUpload(deps, actor, upload, 'aborted');
};
