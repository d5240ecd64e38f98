import type { UpdateVideoRequest } from '@media/contracts';
import type { Actor, VideoId } from '@media/core';
import type { Videos } from '@media/database';

/** @throws AppError VIDEO_NOT_FOUND */
export const renameVideo = (
  { videos }: { videos: Videos },
  { organizationId }: Actor,
  id: VideoId,
  { title }: UpdateVideoRequest,
): Promise<void> => videos.rename(organizationId, id, title);
