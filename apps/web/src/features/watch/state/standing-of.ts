import type { JobList, VideoView } from '@media/sdk';
import { type Step, stepsOf } from './steps';

type Standing = Pick<VideoView, 'status' | 'progress'> & { steps: Step[] };

/**
 * How far a video is, and by which steps: all from one answer, so that they agree. Live messages may be ahead of it; what
 * an answer says of an earlier generation is not shown, and until there is another one there are no steps.
 */
export const standingOf = (
  { generation, status, progress }: VideoView,
  history: JobList | undefined,
  nowMs: number,
): Standing => {
  if (history?.video.generation !== generation) return { status, progress, steps: [] };
  const [job] = history.items;
  return { ...history.video, steps: job ? stepsOf(job, nowMs) : [] };
};
