import {
  AppError,
  type GraphTask,
  isJobDone,
  isPlayableFirst,
  JOBS,
  type JobEvent,
  type OrganizationId,
  type PlannedTask,
  PRIORITIES,
  readyKinds,
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

/** Notifies the dispatcher that tasks of an organization may have become ready. */
export const TASK_READY_CHANNEL = 'task_ready';

/**
 * By how much a task that makes its video playable goes before older tasks of the same organization and priority. Not for ever: an
 * organization that never stops uploading would otherwise never finish a video.
 */
const PLAYABLE_HEAD_START_MS = 24 * 60 * 60_000;

export type NewTask = Pick<PlannedTask, 'name' | 'index' | 'weight' | 'estimatedCpuSeconds' | 'isPlayableFirst'> & {
  kind: TaskKind;
};

/** Adds tasks to a job, in one statement. They wait until `advanceJob` finds them ready. */
export const addTasks = async ({ sql }: Transaction, job: LockedJob, tasks: readonly NewTask[]): Promise<void> => {
  const { id: jobId, organizationId, videoId, planVersion, createdAt: jobCreatedAt } = job;
  const { priority } = await sql.video.findUniqueOrThrow({ where: { id: videoId }, select: { priority: true } });
  const common = {
    jobId,
    organizationId,
    videoId,
    planVersion,
    jobCreatedAt,
    videoPriority: priority ?? PRIORITIES[0],
  };
  const data = tasks.map(({ isPlayableFirst: isFirst, ...task }) => {
    const rankAt = new Date(jobCreatedAt.getTime() - ((isFirst ?? isPlayableFirst(task)) ? PLAYABLE_HEAD_START_MS : 0));
    return { ...common, ...task, id: newId(), rankAt };
  });
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
export const advanceJob = async ({ sql }: Transaction, job: LockedJob): Promise<{ isDone: boolean }> => {
  // Not every task, because a long video has hundreds.
  const groups = await sql.$queryRaw<GraphTask[]>`
    SELECT DISTINCT kind::text AS kind, status::text AS status FROM task WHERE job_id = ${job.id}::uuid`;
  const ready = readyKinds(groups);
  if (ready.length > 0) {
    await sql.$executeRaw`
      WITH queued AS (
        UPDATE task SET status = 'queued', available_at = 'epoch'
        WHERE job_id = ${job.id}::uuid AND kind = ANY(${ready}::task_kind[]) AND status = 'waiting' RETURNING id)
      SELECT pg_notify(${TASK_READY_CHANNEL}, ${job.organizationId}) FROM queued LIMIT 1`;
  }
  return { isDone: isJobDone(groups) };
};

/** Wakes the dispatcher at the commit: a task of this organization became ready, or ended and made room for another one. */
export const wakeDispatcher = async (
  { sql }: Transaction,
  { organizationId }: { organizationId: OrganizationId },
): Promise<void> => {
  await sql.$executeRaw`SELECT pg_notify(${TASK_READY_CHANNEL}, ${organizationId})`;
};

/** Cancels all unfinished tasks of a job. Returns those that were running. */
export const cancelTasks = async (tx: Transaction, job: LockedJob): Promise<TaskId[]> => {
  const { sql } = tx;
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
  await wakeDispatcher(tx, job);
  return running.map(({ id }) => id as TaskId);
};
