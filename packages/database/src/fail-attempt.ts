import {
  type Actor,
  classifyFailure,
  contentsOf,
  decideRetry,
  ERROR_CODES,
  ERRORS,
  type ErrorCode,
  type FailureCounts,
  type FailureReason,
  failedAlike,
  failureMessage,
  isFailureReason,
  nextAttemptNumber,
  type SourceProbe,
  storageKeys,
  TASK_KINDS,
  type TaskId,
} from '@media/core';
import { type AttemptRecord, endAttempt, endTask, type HeldTask, taskRef } from './attempt-endings.js';
import { countJob } from './count-video.js';
import { appendEvent } from './events.js';
import { columnsOf, countsOf } from './failure-counts.js';
import { discard, LATE_WRITES_MS } from './garbage.js';
import { Prisma } from './generated/client.js';
import { finishJob } from './job-endings.js';
import { advanceJob, cancelTasks, moveJob, moveVideo, wakeDispatcher } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { failPoster } from './poster-endings.js';
import { reopenTasks } from './reopen-tasks.js';
import { dispatcherActor, workerActor } from './system-actors.js';
import type { Transaction } from './transaction.js';

export type Failure = {
  code: ErrorCode;
  /** What exactly is wrong, if known. */
  reason?: FailureReason;
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
  const { retries, counts } = await decide(tx, task, failure, how === 'lost');
  const columns = columnsOf(counts);
  await endAttempt(tx, task, how, failure.attempt, failure);
  await discard(tx, [storageKeys.taskPrefix(task.videoId, job.planHash, task.id, task.epoch)], LATE_WRITES_MS);

  const actor = how === 'lost' ? dispatcherActor(job) : workerActor(job);
  const data = { retrying: { task: task.name, code: failure.code, try: nextAttemptNumber(counts) } };
  if (retries.retry && failure.faultyTaskIds && (await reopenTasks(tx, job, failure.faultyTaskIds))) {
    await endTask(tx, task, 'reopened', { ...columns, endedAt: null });
    await appendEvent(tx, job, { type: 'task.retrying', data, actor });
    await wakeDispatcher(tx, job);
    await advanceJob(tx, job);
    return [];
  }
  // If nothing was reopened, verifying again would find the same.
  if (retries.retry && !failure.faultyTaskIds) {
    await endTask(tx, task, how === 'lost' ? 'leaseLost' : 'retryScheduled', { ...columns, endedAt: null });
    await postpone(tx, task.id, retries.delayMs);
    await appendEvent(tx, job, { type: 'task.retrying', data, actor });
    await wakeDispatcher(tx, job);
    return [];
  }
  await endTask(tx, task, 'failed', columns);
  await appendEvent(tx, job, { type: 'task.failed', data: { ...taskRef(task), code: failure.code }, actor });
  return TASK_KINDS[task.kind].optional ? continueWithout(tx, job, actor) : failJob(tx, job, actor, failure);
};

const decide = async (tx: Transaction, task: HeldTask, failure: Failure, isLost: boolean) => {
  const { code, retryable, faultyTaskIds } = failure;
  const failureClass = classifyFailure({ kind: ERRORS[code].kind, isLost, isRework: faultyTaskIds !== undefined });
  const before = countsOf(task);
  const counts: FailureCounts = { ...before, [failureClass]: before[failureClass] + 1 };
  const isRepeated = failureClass === 'crash' && before.crash > 0 && (await failedBefore(tx, task, failure));
  const count = counts[failureClass];
  const retries = decideRetry({ class: failureClass, count, retryable, isRepeated, random: Math.random() });
  return { retries, counts };
};

/** Whether the task's last failed attempt ended like this one. Outages between them aren't compared, because they say nothing. */
const failedBefore = async ({ sql }: Transaction, { id, epoch }: HeldTask, failure: Failure): Promise<boolean> => {
  const where = { taskId: id, epoch: { lt: epoch }, status: 'failed' as const, errorCode: { notIn: OUTAGE_CODES } };
  const last = await sql.attempt.findFirst({ where, orderBy: { epoch: 'desc' } });
  if (!last?.errorCode) return false;
  const { errorCode, errorReason, exitCode, logTail } = last;
  const before = { code: errorCode as ErrorCode, exitCode, logTail };
  const reason = isFailureReason(errorReason) ? errorReason : undefined;
  return failedAlike({ ...before, reason }, { ...failure.attempt, code: failure.code, reason: failure.reason });
};

const OUTAGE_CODES = ERROR_CODES.filter((code) => ERRORS[code].kind === 'unavailable');

/** Uses the database's clock, as the dispatcher and claims do. */
const postpone = async ({ sql }: Transaction, id: TaskId, delayMs: number): Promise<void> => {
  await sql.$executeRaw`
    UPDATE task SET available_at = now() + ${delayMs} * interval '1 millisecond' WHERE id = ${id}::uuid`;
};

const continueWithout = async (tx: Transaction, job: LockedJob, actor: Actor): Promise<TaskId[]> => {
  await wakeDispatcher(tx, job);
  const { isDone } = await advanceJob(tx, job);
  if (isDone) await finishJob(tx, job, actor);
  return [];
};

const failJob = async (tx: Transaction, job: LockedJob, actor: Actor, failure: Failure): Promise<TaskId[]> => {
  const { code } = failure;
  const errorReason = await reasonToShow(tx, job, failure);
  const why = { errorCode: code, errorReason: errorReason ?? Prisma.DbNull };
  if (job.isPoster) return failPoster(tx, job, actor, why);
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'failed', { ...why, finishedAt: new Date() });
  await tx.sql.rendition.updateMany({ where: { jobId: job.id, status: { not: 'ready' } }, data: { status: 'failed' } });
  const data = { status: 'failed', error: { code, message: failureMessage(code, errorReason) } } as const;
  await moveVideo(tx, job, 'failed', { type: 'video.failed', data, actor }, why);
  await countJob(tx, job);
  return running;
};

/** For uploaders, the contents of the file say more than the name of a check. */
const reasonToShow = async (
  { sql }: Transaction,
  { videoId }: LockedJob,
  { code, reason }: Failure,
): Promise<FailureReason | undefined> => {
  if (reason && reason.code !== 'CHECK_FAILED') return reason;
  if (!NAMES_CONTENTS.has(code)) return undefined;
  const { probe } = await sql.video.findUniqueOrThrow({ where: { id: videoId }, select: { probe: true } });
  return probe === null ? undefined : contentsOf(probe as SourceProbe);
};

/** Failures that an unusual file can cause without being damaged. */
const NAMES_CONTENTS = new Set<ErrorCode>(['ENCODER_CRASHED', 'ENCODER_STALLED', 'OUTPUT_WRONG']);
