import type { VideoState } from '@media/database';
import type { Live } from '@media/runtime';

type Progressing = Pick<VideoState, 'status' | 'progress' | 'currentJobId' | 'generation'>;

/** What Redis has heard of the video's current generation, in per cent; undefined where it says nothing. */
export const liveProgressOf = async (
  { live }: { live: Live },
  { status, currentJobId, generation }: Progressing,
): Promise<number | undefined> => {
  if (status === 'queued' || status === 'completed' || !currentJobId) return undefined;
  return live.progressOf(currentJobId, generation);
};

/**
 * A video's progress in per cent: what Postgres knows, or what Redis heard since, also of work that was stopped: its end
 * must not look like a step back.
 */
export const progressOf = ({ status, progress }: Progressing, live: number | undefined): number =>
  status === 'queued' || status === 'completed' ? progress : Math.max(progress, live ?? 0);

export const currentProgress = async (deps: { live: Live }, video: Progressing): Promise<number> =>
  progressOf(video, await liveProgressOf(deps, video));
