import type { Actor, VideoId } from '@media/core';
import type { VideoCommands } from '@media/database';
import type { Live } from '@media/runtime';

type Deps = { commands: VideoCommands; live: Live };

/** Removes a video; its bytes follow as garbage, and workers that are at it are told. @throws AppError VIDEO_NOT_FOUND */
export const deleteVideo = async ({ commands, live }: Deps, actor: Actor, id: VideoId): Promise<void> =>
  live.cancel(await commands.remove(actor, id));
