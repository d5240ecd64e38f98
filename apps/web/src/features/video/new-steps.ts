import type { JobList, JobView, VideoMessage } from '@media/sdk';
import { isEarlier } from './further-progress';
import { isUnfinished } from './is-unfinished';

/**
 * Whether a message reports that steps have changed since the answer that lists them. Messages name no steps, but a milestone
 * changes them, and so does progress that the listed steps cannot have made by going on.
 */
export const hasNewSteps = ({ video, items: [job] }: JobList, message: VideoMessage): boolean => {
  if (message.retrying) return true;
  const { generation = video.generation, status = video.status, playable = false, progress = 0 } = message;
  if (isEarlier({ generation, status }, video)) return false;
  if (generation !== video.generation || status !== video.status) return true;
  return (playable && !video.playable) || (isUnfinished(video) && isBeyond(job, video.progress, progress));
};

/** A step has begun that is not listed as begun, or there was time for the smallest one that runs to end. */
const isBeyond = (job: JobView | undefined, listed: number, progress: number): boolean =>
  progress > listed && (progress > startedPercent(job) || progress - listed >= smallestRunningPercent(job));

/** What the steps that have begun are worth together: the job cannot be further. */
export const startedPercent = (job: JobView | undefined): number => {
  const begun = (job?.tasks ?? []).filter(({ status, attempts }) => status === 'completed' || attempts.length > 0);
  return Math.floor(begun.reduce((sum, { weight }) => sum + weight, 0) / 100);
};

const smallestRunningPercent = (job: JobView | undefined): number => {
  const running = (job?.tasks ?? []).filter(({ status }) => status === 'running');
  return running.length > 0 ? Math.min(...running.map(({ weight }) => weight)) / 100 : 0;
};
