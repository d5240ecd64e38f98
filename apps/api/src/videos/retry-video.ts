import type { RetryVideoRequest } from '@media/contracts';
import { type OrganizationId, VIDEOS, type VideoId } from '@media/core';
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
  const { status, currentJobId } = await videos.get(organizationId, id);
  // What was under way when the job stopped is lost, so its progress begins with what had been finished. That is before
  // the retry, because right after it a worker may note new progress; and never while a job runs.
  if (VIDEOS.isTerminal(status) && currentJobId) await live.forgetProgress(currentJobId);
  await commands.retry(organizationId, id, recipe);
};
