import type { Actor, VideoId } from '@media/core';
import type { VideoCommands } from '@media/database';
import type { Live } from '@media/runtime';

type Deps = { commands: VideoCommands; live: Live };

/** Deletes a video and notifies its workers. The sweeper deletes its files later. @throws AppError VIDEO_NOT_FOUND */
export const deleteVideo = async ({ commands, live }: Deps, actor: Actor, id: VideoId): Promise<void> =>
  live.cancel(await commands.remove(actor, id));
