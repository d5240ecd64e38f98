import type { UpdateVideoRequest } from '@media/contracts';
import type { Actor, VideoId } from '@media/core';
import type { VideoCommands } from '@media/database';

/** @throws AppError VIDEO_NOT_FOUND */
export const renameVideo = (
  { commands }: { commands: Pick<VideoCommands, 'rename'> },
  actor: Actor,
  id: VideoId,
  { title }: UpdateVideoRequest,
): Promise<void> => commands.rename(actor, id, title);
