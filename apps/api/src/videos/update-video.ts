import type { UpdateVideoRequest } from '@media/contracts';
import { type Actor, requirePermission, type VideoId } from '@media/core';
import type { VideoCommands } from '@media/database';

/**
 * Changes a video. Whoever changes its visibility decides who can watch it.
 * @throws AppError VIDEO_NOT_FOUND, PRIORITY_TOO_HIGH, FORBIDDEN for a visibility without `share.manage`
 */
export const updateVideo = async (
  { commands }: { commands: Pick<VideoCommands, 'update'> },
  actor: Actor,
  id: VideoId,
  changes: UpdateVideoRequest,
): Promise<void> => {
  if (changes.visibility !== undefined) requirePermission(actor, 'share.manage');
  await commands.update(actor, id, changes);
};
