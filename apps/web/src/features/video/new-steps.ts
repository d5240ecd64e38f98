import type { JobList, JobView, VideoMessage } from '@media/sdk';
import { isUnfinished } from './is-unfinished';
import { isOlder } from './merge-response';

/**
 * Whether a message implies that steps have changed since the response that lists them. Messages name no steps, but a new
 * status changes them, and so does progress that the running steps can't have made.
 */
export const hasNewSteps = ({ video, items: [job] }: JobList, message: VideoMessage): boolean => {
  if (message.retrying) return true;
  const { generation = video.generation, status = video.status, playable = false, progress = 0 } = message;
  if (isOlder({ generation, status }, video)) return false;
  if (generation !== video.generation || status !== video.status) return true;
  return (playable && !video.playable) || (isUnfinished(video) && isBeyond(job, video.progress, progress));
};

/** Whether an unlisted step must have started, or the smallest running one can have ended. */
const isBeyond = (job: JobView | undefined, listed: number, progress: number): boolean =>
  progress > listed && (progress > startedPercent(job) || progress - listed >= smallestRunningPercent(job));

/** The share of all steps that have started, which the job's progress can't exceed. */
export const startedPercent = (job: JobView | undefined): number => {
  const started = (job?.tasks ?? []).filter(({ status, attempts }) => status === 'completed' || attempts.length > 0);
  return Math.floor(started.reduce((sum, { weight }) => sum + weight, 0) / 100);
};

const smallestRunningPercent = (job: JobView | undefined): number => {
  const running = (job?.tasks ?? []).filter(({ status }) => status === 'running');
  return running.length > 0 ? Math.min(...running.map(({ weight }) => weight)) / 100 : 0;
};
