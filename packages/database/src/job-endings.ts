import type { Actor } from '@media/core';
import { countJob } from './count-video.js';
import { discardReplaced } from './earlier-jobs.js';
import { appendEvent } from './events.js';
import { Prisma } from './generated/client.js';
import { moveJob, moveVideo } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { finishPoster } from './poster-endings.js';
import { workerActor } from './system-actors.js';
import type { Transaction } from './transaction.js';

export const FULL_WEIGHT = 10_000;

/** Adds a finished task's weight. Only the end of the job sets 100%. */
export const addProgress = async ({ sql }: Transaction, job: LockedJob, weight: number): Promise<void> => {
  job.doneWeight = Math.min(FULL_WEIGHT, job.doneWeight + weight);
  await sql.job.update({ where: { id: job.id }, data: { doneWeight: job.doneWeight } });
  const progress = Math.min(99, Math.floor(job.doneWeight / 100));
  await sql.video.updateMany({ where: { id: job.videoId, progress: { lt: progress } }, data: { progress } });
};

/** Subtracts the weight of reopened tasks. The video's visible progress never decreases. */
export const lowerProgress = async ({ sql }: Transaction, job: LockedJob, weight: number): Promise<void> => {
  job.doneWeight = Math.max(0, job.doneWeight - weight);
  await sql.job.update({ where: { id: job.id }, data: { doneWeight: job.doneWeight } });
};

/** Publishes the job by flipping a pointer: from this commit on, its outputs are the video's. */
export const finishJob = async (tx: Transaction, job: LockedJob, actor: Actor): Promise<void> => {
  if (job.isPoster) return finishPoster(tx, job, actor);
  const { sql } = tx;
  const finishedAt = new Date();
  await moveJob(tx, job, 'completed', { finishedAt });
  const renditions = await sql.rendition.updateManyAndReturn({
    where: { jobId: job.id },
    data: { status: 'ready' },
    select: { index: true, name: true, width: true, height: true },
  });
  for (const data of renditions.toSorted((a, b) => a.index - b.index))
    await appendEvent(tx, job, { type: 'rendition.ready', data, actor });
  const { replacedBytes } = await discardReplaced(tx, job);
  const result = { progress: 100, playable: true } as const;
  const data = { status: 'completed', ...result } as const;
  const columns = {
    ...result,
    publishedJobId: job.id,
    errorCode: null,
    errorReason: Prisma.DbNull,
    completedAt: finishedAt,
  };
  await moveVideo(tx, job, 'completed', { type: 'video.completed', data, actor }, columns);
  await countJob(tx, job, replacedBytes);
};

/** Marks the video playable, once. */
export const markPlayable = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const data = { playable: true } as const;
  const { count } = await tx.sql.video.updateMany({ where: { id: job.videoId, playable: false }, data });
  if (count === 1) await appendEvent(tx, job, { type: 'video.playable', data, actor: workerActor(job) });
};
