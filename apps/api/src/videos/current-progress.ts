import type { VideoState } from '@media/database';
import type { Live } from '@media/runtime';

type Progressing = Pick<VideoState, 'status' | 'progress' | 'currentJobId' | 'generation'>;

/** Live progress of the current generation from Redis, in percent. Undefined if there is none. */
export const liveProgressOf = async (
  { live }: { live: Live },
  { status, currentJobId, generation }: Progressing,
): Promise<number | undefined> => {
  if (status === 'queued' || status === 'completed' || !currentJobId) return undefined;
  return live.progressOf(currentJobId, generation);
};

/**
 * The progress of a video in percent: the higher of PostgreSQL's and Redis's. Live progress also counts after processing has
 * stopped, so that the progress doesn't go back.
 */
export const progressOf = ({ status, progress }: Progressing, live: number | undefined): number =>
  status === 'queued' || status === 'completed' ? progress : Math.max(progress, live ?? 0);

export const currentProgress = async (deps: { live: Live }, video: Progressing): Promise<number> =>
  progressOf(video, await liveProgressOf(deps, video));
