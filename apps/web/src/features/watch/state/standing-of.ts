import type { JobList, VideoView } from '@media/sdk';
import { begunPercent } from '../../video/new-steps';
import { type Step, stepsOf } from './steps';

type Standing = { status: VideoView['status']; progress?: number; steps: Step[] };

/**
 * How far a video is, and by which steps, so that they agree: live messages may be ahead of the answer that has the steps,
 * and count only as far as its steps have begun. Until there is an answer about this generation, neither is known.
 */
export const standingOf = (
  { generation, status, progress }: VideoView,
  history: JobList | undefined,
  nowMs: number,
): Standing => {
  if (history?.video.generation !== generation) return { status, steps: [] };
  const [job] = history.items;
  return {
    status: history.video.status,
    progress: Math.max(history.video.progress, Math.min(progress, begunPercent(job))),
    steps: job ? stepsOf(job, nowMs) : [],
  };
};
