import type { Actor, VideoId } from '@media/core';
import type { VideoCommands } from '@media/database';
import type { Live } from '@media/runtime';

type Deps = { commands: VideoCommands; live: Live };

/** Cancels in the database. The Redis message only makes workers notice before their next heartbeat. @throws AppError VIDEO_NOT_CANCELLABLE */
export const cancelVideo = async ({ commands, live }: Deps, actor: Actor, id: VideoId): Promise<void> =>
  live.cancel(await commands.cancel(actor, id));
