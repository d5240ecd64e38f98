import type { CreateVideoRequest, VideoView } from '@media/contracts';
import { type Actor, AppError, type TraceContext } from '@media/core';
import { announcedDetails, completeUpload, type IngestDeps, timeoutsOf } from '@media/ingest';
import type { StoreLimits } from '@media/storage';
import type { VideoPresenter } from './video-presenter.js';

type Deps = IngestDeps & { presenter: VideoPresenter };

/**
 * Completes an upload and answers its video: 201, or 200 when it had one already. What the request leaves open, the
 * announcement of the upload decides.
 * @throws AppError UPLOAD_NOT_FOUND, UPLOAD_INCOMPLETE, UPLOAD_CLOSED also when its video has been deleted,
 * UPLOAD_COMPLETING, STORAGE_UNAVAILABLE
 */
export const createVideoOfUpload = async (
  deps: Deps,
  base: string,
  actor: Actor,
  { uploadId, ...asked }: CreateVideoRequest,
  { limits, trace }: { limits: StoreLimits; trace: TraceContext },
): Promise<{ status: 200 | 201; body: VideoView }> => {
  const upload = await deps.uploads.get(actor.organizationId, uploadId);
  const { videoId, isNew } = await completeUpload(
    deps,
    { actor, upload, details: { ...announcedDetails(upload), ...asked }, trace },
    timeoutsOf(limits),
  );
  const body = await deps.presenter.view(base, actor.organizationId, videoId).catch(closedWithItsVideo);
  return { status: isNew ? 201 : 200, body };
};

// The caller named an upload, so a video that is gone tells about the upload: the file must be sent anew.
const closedWithItsVideo = (error: unknown): never => {
  if (error instanceof AppError && error.code === 'VIDEO_NOT_FOUND') {
    throw new AppError('UPLOAD_CLOSED', { reason: 'its video was deleted' }, { cause: error });
  }
  throw error;
};
