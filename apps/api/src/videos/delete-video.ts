import type { Actor, VideoId } from '@media/core';
import type { TrashCommands, VideoCommands } from '@media/database';
import type { Live } from '@media/runtime';

type Deps = { commands: Pick<VideoCommands, 'remove'>; trash: Pick<TrashCommands, 'add'>; live: Live };

/**
 * Moves a video to the trash or deletes it for good, and notifies its workers. The sweeper deletes its files later.
 * @throws AppError VIDEO_NOT_FOUND
 */
export const deleteVideo = async (
  { commands, trash, live }: Deps,
  actor: Actor,
  id: VideoId,
  permanently: boolean,
): Promise<void> => live.cancel(await (permanently ? commands.remove(actor, id) : trash.add(actor, id)));
