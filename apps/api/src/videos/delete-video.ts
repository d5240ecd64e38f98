import type { Actor, VideoId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';

type Deps = Pick<ApiDeps, 'commands' | 'live'>;

/** Removes a video; its bytes follow as garbage, and workers that are at it are told. @throws AppError VIDEO_NOT_FOUND */
export const deleteVideo = async ({ commands, live }: Deps, actor: Actor, id: VideoId): Promise<void> =>
  live.cancel(await commands.remove(actor, id));
