import { type Actor, AppError, type UploadId } from '@media/core';
import type { Upload } from '@media/database';
import { closeUpload, type IngestDeps } from '@media/ingest';

const hasEndedAlready = ({ status }: Upload): boolean => status === 'aborted' || status === 'expired';

/** Aborts an upload. Does nothing if it is already aborted or expired. @throws AppError UPLOAD_NOT_FOUND, UPLOAD_CLOSED if it is completed */
export const abortUpload = async (deps: IngestDeps, actor: Actor, id: UploadId): Promise<void> => {
  const read = () => deps.uploads.get(actor.organizationId, id);
  const upload = await read();
  if (hasEndedAlready(upload)) return;
  try {
    await closeUpload(deps, actor, upload, 'aborted');
  } catch (error) {
    // Another request or the sweeper can have been faster.
    const isClosed = error instanceof AppError && error.code === 'UPLOAD_CLOSED';
    if (!isClosed || !hasEndedAlready(await read())) throw error;
  }
};
