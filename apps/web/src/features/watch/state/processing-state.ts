import type { JobList, VideoView } from '@media/sdk';
import { startedPercent } from '../../video/new-steps';
import { type Step, stepsOf } from './steps';

type ProcessingState = { status: VideoView['status']; progress?: number; steps: Step[] };

/**
 * Status, progress and steps that agree with each other. Live messages can be ahead of the response that lists the steps, so
 * their progress counts only as far as the listed steps have started. Without a response about this generation, progress and
 * steps are unknown.
 */
export const processingState = (
  { generation, status, progress }: VideoView,
  history: JobList | undefined,
  nowMs: number,
): ProcessingState => {
  if (history?.video.generation !== generation) return { status, steps: [] };
  const [job] = history.items;
  return {
    status: history.video.status,
    progress: Math.max(history.video.progress, Math.min(progress, startedPercent(job))),
    steps: job ? stepsOf(job, nowMs) : [],
  };
};
