import {
  type Actor,
  classifyFailure,
  decideRetry,
  ERRORS,
  type ErrorCode,
  type FailureCounts,
  nextAttemptNumber,
  storageKeys,
  TASK_KINDS,
  type TaskId,
} from '@media/core';
import { type AttemptRecord, endAttempt, endTask, type HeldTask, taskRef } from './attempt-endings.js';
import { appendEvent } from './events.js';
import { columnsOf, countsOf } from './failure-counts.js';
import { discard, LATE_WRITES_MS } from './garbage.js';
import { finishJob } from './job-endings.js';
import { advanceJob, cancelTasks, moveJob, moveVideo, wakeDispatcher } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { reopenTasks } from './reopen-tasks.js';
import { dispatcherActor, workerActor } from './system-actors.js';
import type { Transaction } from './transaction.js';

export type Failure = {
  code: ErrorCode;
  retryable: boolean;
  attempt: AttemptRecord;
  /** Completed tasks that produced the wrong output. They are reopened, or the job fails. */
  faultyTaskIds?: readonly TaskId[];
};

/**
 * Ends an attempt as failed or lost: its task is retried, or waits for the tasks it sent back, or the job fails. Returns
 * the running tasks of the job that must stop.
 */
export const failAttempt = async (
  tx: Transaction,
  job: LockedJob,
  task: HeldTask,
  failure: Failure,
  how: 'failed' | 'lost',
): Promise<TaskId[]> => {
  const { retries, counts } = decide(task, failure, how === 'lost');
  const columns = columnsOf(counts);
  await endAttempt(tx, task, how, failure.attempt, failure.code);
  await discard(tx, [storageKeys.taskPrefix(task.videoId, job.planHash, task.id, task.epoch)], LATE_WRITES_MS);

  const actor = how === 'lost' ? dispatcherActor(job) : workerActor(job);
  const data = { retrying: { task: task.name, code: failure.code, try: nextAttemptNumber(counts) } };
  if (retries.retry && failure.faultyTaskIds && (await reopenTasks(tx, job, failure.faultyTaskIds))) {
    await endTask(tx, task, 'reopened', { ...columns, endedAt: null });
    await appendEvent(tx, job, { type: 'task.retrying', data, actor });
    await advanceJob(tx, job);
    return [];
  }
  // If nothing was reopened, verifying again would find the same.
  if (retries.retry && !failure.faultyTaskIds) {
    await endTask(tx, task, how === 'lost' ? 'leaseLost' : 'retryScheduled', { ...columns, endedAt: null });
    await postpone(tx, task.id, retries.delayMs);
    await appendEvent(tx, job, { type: 'task.retrying', data, actor });
    await wakeDispatcher(tx);
    return [];
  }
  await endTask(tx, task, 'failed', columns);
  await appendEvent(tx, job, { type: 'task.failed', data: { ...taskRef(task), code: failure.code }, actor });
  return TASK_KINDS[task.kind].optional ? continueWithout(tx, job, actor) : failJob(tx, job, actor, failure.code);
};

const decide = (task: HeldTask, { code, retryable, faultyTaskIds }: Failure, isLost: boolean) => {
  const failureClass = classifyFailure({ kind: ERRORS[code].kind, isLost, isRework: faultyTaskIds !== undefined });
  const before = countsOf(task);
  const counts: FailureCounts = { ...before, [failureClass]: before[failureClass] + 1 };
  const retries = decideRetry({ class: failureClass, count: counts[failureClass], retryable, random: Math.random() });
  return { retries, counts };
};

/** Uses the database's clock, as the dispatcher and claims do. */
const postpone = async ({ sql }: Transaction, id: TaskId, delayMs: number): Promise<void> => {
  await sql.$executeRaw`
    UPDATE task SET available_at = now() + ${delayMs} * interval '1 millisecond' WHERE id = ${id}::uuid`;
};

const continueWithout = async (tx: Transaction, job: LockedJob, actor: Actor): Promise<TaskId[]> => {
  const { isDone } = await advanceJob(tx, job);
  if (isDone) await finishJob(tx, job, actor);
  return [];
};

const failJob = async (tx: Transaction, job: LockedJob, actor: Actor, code: ErrorCode): Promise<TaskId[]> => {
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'failed', { errorCode: code, finishedAt: new Date() });
  await tx.sql.rendition.updateMany({ where: { jobId: job.id, status: { not: 'ready' } }, data: { status: 'failed' } });
  const data = { status: 'failed', error: { code, message: ERRORS[code].text } } as const;
  await moveVideo(tx, job, 'failed', { type: 'video.failed', data, actor }, { errorCode: code });
  return running;
};
