import type { Video } from '@media/database';
import type { ApiDeps } from '../api-deps.js';

/**
 * A video's progress in per cent: what Postgres knows, or what Redis heard since, also of work that was stopped: its end
 * must not look like a step back.
 */
export const currentProgress = async (
  { live }: Pick<ApiDeps, 'live'>,
  video: Pick<Video, 'status' | 'progress' | 'currentJobId' | 'generation'>,
): Promise<number> => {
  if (video.status === 'queued' || video.status === 'completed' || !video.currentJobId) return video.progress;
  return Math.max(video.progress, (await live.progressOf(video.currentJobId, video.generation)) ?? 0);
};
