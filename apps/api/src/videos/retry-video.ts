import type { RetryVideoRequest } from '@media/contracts';
import type { OrganizationId, VideoId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import { resolveRecipe } from '../recipes/resolve-recipe.js';

type Deps = Pick<ApiDeps, 'videos' | 'commands' | 'live'>;

/** Processes a video again, by another recipe if one is named. @throws AppError VIDEO_NOT_FOUND, VIDEO_BUSY, RECIPE_UNKNOWN */
export const retryVideo = async (
  { videos, commands, live }: Deps,
  organizationId: OrganizationId,
  id: VideoId,
  request: RetryVideoRequest,
): Promise<void> => {
  const recipe = request?.recipe === undefined ? undefined : resolveRecipe(request.recipe);
  const { currentJobId } = await videos.get(organizationId, id);
  await commands.retry(organizationId, id, recipe);
  // What was under way when the job stopped is lost, so its progress begins with what had been finished.
  if (currentJobId) await live.forgetProgress(currentJobId);
};
