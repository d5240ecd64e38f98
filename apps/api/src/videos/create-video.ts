import type { CreateVideoRequest, VideoView } from '@media/contracts';
import { type Actor, AppError, type TraceContext } from '@media/core';
import { checkPriority } from '@media/database';
import { completeUpload, declaredDetails, type IngestDeps, timeoutsOf } from '@media/ingest';
import type { StoreLimits } from '@media/storage';
import type { VideoPresenter } from './video-presenter.js';

type Deps = IngestDeps & { presenter: VideoPresenter };

/**
 * Completes an upload and returns its video with status 201, or 200 if it already had one. Omitted properties are taken from the
 * upload.
 * @throws AppError UPLOAD_NOT_FOUND, UPLOAD_INCOMPLETE, UPLOAD_CLOSED (also if its video was deleted), UPLOAD_COMPLETING,
 * STORAGE_UNAVAILABLE, PRIORITY_TOO_HIGH
 */
export const createVideoOfUpload = async (
  deps: Deps,
  base: string,
  actor: Actor,
  { uploadId, ...requested }: CreateVideoRequest,
  { limits, trace }: { limits: StoreLimits; trace: TraceContext },
): Promise<{ status: 200 | 201; body: VideoView }> => {
  if (requested.priority) await checkPriority(deps.database, actor.organizationId, requested.priority);
  const upload = await deps.uploads.get(actor.organizationId, uploadId);
  const { videoId, isNew } = await completeUpload(
    deps,
    { actor, upload, details: { ...declaredDetails(upload), ...requested }, trace },
    timeoutsOf(limits),
  );
  const body = await deps.presenter.view(base, actor, videoId).catch(toUploadClosed);
  return { status: isNew ? 201 : 200, body };
};

// The request is about an upload: if its video was deleted, the file must be uploaded again.
const toUploadClosed = (error: unknown): never => {
  if (error instanceof AppError && error.code === 'VIDEO_NOT_FOUND') {
    throw new AppError('UPLOAD_CLOSED', { reason: 'its video was deleted' }, { cause: error });
  }
  throw error;
};
