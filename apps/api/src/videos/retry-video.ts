import type { RetryVideoRequest } from '@media/contracts';
import { type Actor, formatTraceparent, type TraceContext, type VideoId } from '@media/core';
import type { VideoCommands } from '@media/database';
import { resolveRecipe } from '@media/ingest';

type Deps = { commands: VideoCommands };

/** Retries or reprocesses a video, optionally with another recipe. @throws AppError VIDEO_NOT_FOUND, VIDEO_BUSY, RECIPE_UNKNOWN */
export const retryVideo = async (
  { commands }: Deps,
  actor: Actor,
  id: VideoId,
  request: RetryVideoRequest,
  trace: TraceContext,
): Promise<void> => {
  const recipe = request?.recipe === undefined ? undefined : resolveRecipe(request.recipe);
  await commands.retry(actor, id, recipe, formatTraceparent(trace));
};
