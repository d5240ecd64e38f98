import type { UpdateVideoRequest } from '@media/contracts';
import type { Actor, VideoId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';

/** @throws AppError VIDEO_NOT_FOUND */
export const renameVideo = (
  { videos }: Pick<ApiDeps, 'videos'>,
  { organizationId }: Actor,
  id: VideoId,
  { title }: UpdateVideoRequest,
): Promise<void> => videos.rename(organizationId, id, title);
