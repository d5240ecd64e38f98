import {
  AppError,
  isJobDone,
  JOBS,
  type JobEvent,
  readyTasks,
  type TaskId,
  type TaskKind,
  VIDEOS,
  type VideoEvent,
} from '@media/core';
import { appendEvent, type NewEvent } from './events.js';
import { Prisma } from './generated/client.js';
import type { LockedJob } from './locked-job.js';
import { newId } from './new-id.js';
import type { Transaction } from './transaction.js';
import { settleWorkCopy } from './work-copy.js';

/** Notifies the dispatcher that tasks became ready. */
export const TASK_READY_CHANNEL = 'task_ready';

export type NewTask = { kind: TaskKind; name: string; index: number; weight: number; priority?: number };

/** Adds tasks to a job. They wait until `advanceJob` finds them ready. */
export const addTasks = async ({ sql }: Transaction, job: LockedJob, tasks: readonly NewTask[]): Promise<void> => {
  const { id: jobId, organizationId, videoId, planVersion, createdAt: jobCreatedAt } = job;
  const data = tasks.map((task) => ({
    ...{ ...task, id: newId(), jobId, organizationId, videoId, planVersion, jobCreatedAt },
  }));
  await sql.task.createMany({ data });
};

/** Applies a lifecycle event to a job. @throws AppError CLAIM_LOST if its status doesn't allow it */
export const moveJob = async (
  tx: Transaction,
  job: LockedJob,
  event: JobEvent,
  data: Prisma.JobUpdateManyMutationInput = {},
): Promise<void> => {
  const status = JOBS.next(job.status, event);
  if (!status) throw new AppError('CLAIM_LOST', { job: job.id, status: job.status, event });
  await tx.sql.job.updateMany({ where: { id: job.id, status: job.status }, data: { ...data, status } });
  job.status = status;
  await settleWorkCopy(tx, job, event);
};

/** Applies a lifecycle event to a video and appends `event`. False if its status doesn't allow it. */
export const moveVideo = async (
  tx: Transaction,
  job: Pick<LockedJob, 'organizationId' | 'videoId'>,
  transition: VideoEvent,
  event: NewEvent,
  data: Prisma.VideoUpdateManyMutationInput = {},
): Promise<boolean> => {
  const { organizationId, videoId } = job;
  const { status } = await tx.sql.video.findUniqueOrThrow({
    where: { id: videoId, organizationId },
    select: { status: true },
  });
  const next = VIDEOS.next(status, transition);
  if (!next) return false;
  await tx.sql.video.updateMany({ where: { id: videoId, organizationId, status }, data: { ...data, status: next } });
  await appendEvent(tx, job, event);
  return true;
};

/** Queues the tasks whose prerequisites have ended. `isDone`: all tasks have ended. */
export const advanceJob = async (tx: Transaction, job: LockedJob): Promise<{ isDone: boolean }> => {
  const tasks = await tx.sql.task.findMany({
    where: { jobId: job.id },
    select: { id: true, kind: true, status: true },
  });
  const ready = readyTasks(tasks).map(({ id }) => id);
  if (ready.length > 0) {
    await tx.sql.task.updateMany({
      where: { id: { in: ready }, status: 'waiting' },
      data: { status: 'queued', availableAt: new Date(0) },
    });
    await wakeDispatcher(tx);
  }
  return { isDone: isJobDone(tasks) };
};

/** Wakes the dispatcher at the commit. */
export const wakeDispatcher = async ({ sql }: Transaction): Promise<void> => {
  await sql.$executeRaw`SELECT pg_notify(${TASK_READY_CHANNEL}, '')`;
};

/** Cancels all unfinished tasks of a job. Returns those that were running. */
export const cancelTasks = async ({ sql }: Transaction, job: LockedJob): Promise<TaskId[]> => {
  const running = await sql.task.findMany({
    where: { jobId: job.id, status: 'running' },
    select: { id: true, epoch: true },
  });
  const endedAt = new Date();
  await sql.attempt.updateMany({
    where: { status: 'running', task: { jobId: job.id } },
    data: { status: 'cancelled', endedAt },
  });
  await sql.task.updateMany({
    where: { jobId: job.id, status: { in: ['waiting', 'queued', 'running', 'retrying'] } },
    data: { status: 'cancelled', endedAt, leaseExpiresAt: null },
  });
  return running.map(({ id }) => id as TaskId);
};
