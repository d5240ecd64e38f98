import type { UpdateVideoRequest } from '@media/contracts';
import {
  type Actor,
  formatTraceparent,
  type PosterChoice,
  requirePermission,
  type TraceContext,
  type UploadId,
  type VideoId,
} from '@media/core';
import type { Uploads, VideoCommands } from '@media/database';
import { joinBytes } from '@media/ingest';
import type { ObjectStore } from '@media/storage';

type Deps = {
  commands: Pick<VideoCommands, 'update'>;
  uploads: Pick<Uploads, 'get'>;
  store: ObjectStore;
};

/**
 * Changes a video. Whoever changes its visibility decides who can watch it.
 * @throws AppError VIDEO_NOT_FOUND, PRIORITY_TOO_HIGH, FORBIDDEN for a visibility without `share.manage`, POSTER_OUT_OF_RANGE,
 * POSTER_NOT_POSSIBLE, UPLOAD_NOT_FOUND, UPLOAD_CLOSED, UPLOAD_INCOMPLETE, UPLOAD_SIZE_MISMATCH
 */
export const updateVideo = async (
  deps: Deps,
  actor: Actor,
  id: VideoId,
  request: UpdateVideoRequest,
  trace: TraceContext,
): Promise<void> => {
  const { posterAtMs, posterUploadId, ...changes } = request;
  if (changes.visibility !== undefined) requirePermission(actor, 'share.manage');
  if (posterUploadId) await joinPicture(deps, actor, posterUploadId);
  const poster = chosen(request);
  await deps.commands.update(actor, id, { ...changes, ...(poster && { poster }) }, formatTraceparent(trace));
};

const chosen = ({ posterAtMs: atMs, posterUploadId: uploadId }: UpdateVideoRequest): PosterChoice | undefined => {
  if (uploadId) return { kind: 'picture', uploadId };
  if (atMs === undefined) return undefined;
  return atMs === null ? { kind: 'automatic' } : { kind: 'moment', atMs };
};

/** Ends the URL of a picture. Can be repeated. An upload that has ended, or that isn't one of a poster, is left to the command. */
const joinPicture = async ({ uploads, store }: Deps, { organizationId }: Actor, id: UploadId): Promise<void> => {
  const upload = await uploads.get(organizationId, id);
  const isOpen = upload.status === 'waiting' || upload.status === 'uploading';
  if (upload.posterOf !== null && isOpen) await joinBytes({ store }, upload);
};
