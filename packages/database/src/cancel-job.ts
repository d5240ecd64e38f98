import type { Actor, TaskId } from '@media/core';
import { countJob } from './count-video.js';
import { Prisma } from './generated/client.js';
import { cancelTasks, moveJob, moveVideo } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

/** Whether a job can be canceled. */
export const isUnfinished = ({ status }: LockedJob): boolean => status === 'queued' || status === 'running';

/**
 * Cancels an unfinished job. A video with a published result returns to it and is completed; any other is canceled. Returns the running
 * tasks to signal.
 */
export const cancelJob = async (tx: Transaction, actor: Actor, job: LockedJob): Promise<TaskId[]> => {
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'cancelled', { finishedAt: new Date() });
  await tx.sql.rendition.updateMany({
    where: { jobId: job.id, status: { not: 'ready' } },
    data: { status: 'skipped' },
  });
  if (!(await revertToPublished(tx, job, actor))) {
    const data = { status: 'cancelled' } as const;
    await moveVideo(tx, job, 'cancelled', { type: 'video.cancelled', data, actor });
  }
  await countJob(tx, job);
  return running;
};

/** Makes the published job current again. False if nothing was published. */
const revertToPublished = async (tx: Transaction, job: LockedJob, actor: Actor): Promise<boolean> => {
  const { publishedJobId } = await tx.sql.video.findUniqueOrThrow({ where: { id: job.videoId } });
  if (!publishedJobId) return false;
  const { finishedAt } = await tx.sql.job.findUniqueOrThrow({ where: { id: publishedJobId } });
  const result = { progress: 100, playable: true } as const;
  const data = { status: 'completed', ...result } as const;
  const columns = {
    ...result,
    currentJobId: publishedJobId,
    errorCode: null,
    errorReason: Prisma.DbNull,
    completedAt: finishedAt,
  };
  return moveVideo(tx, job, 'reverted', { type: 'video.reverted', data, actor }, columns);
};
