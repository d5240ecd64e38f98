import type { OrganizationId, VideoId } from '@media/core';
import { discardReplaced } from './earlier-jobs.js';
import { appendEvent } from './events.js';
import { moveJob, moveVideo } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

const FULL_WEIGHT = 10_000;

/** Books a finished task's weight; 100 % comes only with the end of the job. */
export const noteProgress = async ({ sql }: Transaction, job: LockedJob, weight: number): Promise<void> => {
  job.doneWeight = Math.min(FULL_WEIGHT, job.doneWeight + weight);
  await sql.job.update({ where: { id: job.id }, data: { doneWeight: job.doneWeight } });
  const progress = Math.min(99, Math.floor(job.doneWeight / 100));
  await sql.video.updateMany({ where: { id: job.videoId, progress: { lt: progress } }, data: { progress } });
};

/** Takes back the weight of tasks that are done again. What people have been shown stays: it rises only beyond that. */
export const lowerProgress = async ({ sql }: Transaction, job: LockedJob, weight: number): Promise<void> => {
  job.doneWeight = Math.max(0, job.doneWeight - weight);
  await sql.job.update({ where: { id: job.id }, data: { doneWeight: job.doneWeight } });
};

/** Publish = pointer flip: from this commit on, the job's outputs are the video's. */
export const finishJob = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const { sql } = tx;
  const finishedAt = new Date();
  await moveJob(tx, job, 'completed', { finishedAt });
  await sql.rendition.updateMany({ where: { jobId: job.id }, data: { status: 'ready' } });
  await discardReplaced(tx, job);
  const published = { publishedJobId: job.id, progress: 100, playable: true, errorCode: null, completedAt: finishedAt };
  await moveVideo(tx, job, 'completed', published, { progress: 100, playable: true });
};

/** Marks the video playable and tells so, once. */
export const markPlayable = async (
  tx: Transaction,
  organizationId: OrganizationId,
  videoId: VideoId,
): Promise<void> => {
  const { count } = await tx.sql.video.updateMany({
    where: { id: videoId, playable: false },
    data: { playable: true },
  });
  if (count === 1) await appendEvent(tx, organizationId, videoId, { playable: true });
};
