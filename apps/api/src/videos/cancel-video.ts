import type { Actor, VideoId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';

type Deps = Pick<ApiDeps, 'commands' | 'live'>;

/** The rows decide; the signal only makes the workers notice sooner than their next heartbeat. @throws AppError VIDEO_NOT_CANCELLABLE */
export const cancelVideo = async ({ commands, live }: Deps, actor: Actor, id: VideoId): Promise<void> =>
  live.cancel(await commands.cancel(actor, id));
