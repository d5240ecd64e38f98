import {
  AppError,
  decideRetry,
  ERRORS,
  type ErrorCode,
  mayRedo,
  REPLACED_KEPT_MS,
  storageKeys,
  TASK_KINDS,
  TASKS,
  type TaskEvent,
  type TaskId,
} from '@media/core';
import { type ClaimedTask, lockClaim } from './claims.js';
import { appendEvent } from './events.js';
import { discard } from './garbage.js';
import type { AttemptStatus, Prisma } from './generated/client.js';
import { finishJob, noteProgress } from './job-endings.js';
import { advanceJob, cancelTasks, type LockedJob, moveJob, moveVideo, ringDispatcher } from './job-graph.js';
import { sendBack } from './send-back.js';
import type { Database, Transaction } from './transaction.js';

/** What one try cost and left behind. */
export type AttemptRecord = { exitCode?: number; logTail?: string; cpuSeconds?: number; maxRssBytes?: number };

export type Failure = {
  code: ErrorCode;
  mayPass: boolean;
  attempt: AttemptRecord;
  /** Finished tasks of the job whose work is what is wrong: they are done again, or the job fails. */
  culprits?: readonly TaskId[];
};

/** A worker may still be writing under the prefix of a try that was given up; after this it surely is not. */
const LATE_WRITES_MS = 10 * 60_000;

type HeldTask = Pick<ClaimedTask, 'id' | 'videoId' | 'kind' | 'name' | 'epoch' | 'failedTries' | 'lostTries'>;

type Publish = (tx: Transaction, job: LockedJob) => Promise<void>;

export const taskEndings = ({ sql, transaction }: Database) => ({
  /**
   * Ends a task well: `publish` writes the rows that name what it made, in the same transaction that checks the epoch.
   * Then whatever became ready is queued, and the job ends if this was its last task. Returns the basis points of the
   * job's finished tasks. @throws AppError CLAIM_LOST
   */
  complete: (
    task: ClaimedTask,
    result: unknown,
    attempt: AttemptRecord,
    publish: Publish,
  ): Promise<{ doneWeight: number }> => transaction((tx) => completeTask(tx, task, result, attempt, publish)),

  /** Ends a try badly: the task is tried again later, or the job fails. Returns tasks of the job that are running now and must stop. */
  fail: (task: ClaimedTask, failure: Failure): Promise<TaskId[]> =>
    transaction(async (tx) => giveUpTry(tx, await lockClaim(tx, task), task, failure, 'failed')),

  /** Hands a task back unharmed, because its worker shuts down. It costs no try. */
  release: (task: ClaimedTask, attempt: AttemptRecord): Promise<void> =>
    transaction(async (tx) => {
      await lockClaim(tx, task);
      await endTask(tx, task, 'released', { availableAt: new Date(0), endedAt: null });
      await endAttempt(tx, task, 'released', attempt);
      await ringDispatcher(tx);
    }),

  /** Running tasks whose lease has run out by the database's clock. */
  expired: async (limit: number): Promise<TaskId[]> => {
    const rows = await sql.$queryRaw<{ id: TaskId }[]>`
      SELECT id FROM task WHERE status = 'running' AND lease_expires_at < now() ORDER BY lease_expires_at LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  },

  /** Gives up a worker that let its lease run out. Returns tasks that must stop, as `fail` does. */
  loseLease: (id: TaskId): Promise<TaskId[]> => transaction((tx) => loseLease(tx, id)),
});
export type TaskEndings = ReturnType<typeof taskEndings>;

const completeTask = async (
  tx: Transaction,
  task: ClaimedTask,
  result: unknown,
  attempt: AttemptRecord,
  publish: Publish,
): Promise<{ doneWeight: number }> => {
  const job = await lockClaim(tx, task);
  await publish(tx, job);
  await endTask(tx, task, 'completed', { result: (result ?? {}) as Prisma.InputJsonValue });
  await endAttempt(tx, task, 'completed', attempt);
  await discardEarlier(tx, job, task);
  await noteProgress(tx, job, task.weight);
  const { isDone } = await advanceJob(tx, job);
  if (isDone) await finishJob(tx, job);
  return { doneWeight: job.doneWeight };
};

/** Lets go of what a task made before it was sent back; its rows name the new objects now. */
const discardEarlier = async (tx: Transaction, job: LockedJob, { id, videoId, epoch }: HeldTask): Promise<void> => {
  const where = { taskId: id, status: 'completed' as const, epoch: { lt: epoch } };
  const earlier = await tx.sql.attempt.findMany({ where, select: { epoch: true } });
  const prefixes = earlier.map((attempt) => storageKeys.taskPrefix(videoId, job.planHash, id, attempt.epoch));
  if (prefixes.length > 0) await discard(tx, prefixes, REPLACED_KEPT_MS);
};

const loseLease = async (tx: Transaction, id: TaskId): Promise<TaskId[]> => {
  const task = await tx.sql.task.findUnique({ where: { id } });
  if (!task) return [];
  const job = await lockClaim(tx, task as unknown as ClaimedTask).catch(ignoreLostClaim);
  const [expired] = await tx.sql.$queryRaw<
    unknown[]
  >`SELECT 1 FROM task WHERE id = ${id}::uuid AND lease_expires_at < now()`;
  if (!job || !expired) return [];
  const failure: Failure = { code: 'WORKER_LOST', mayPass: true, attempt: {} };
  return giveUpTry(tx, job, task as unknown as HeldTask, failure, 'lost');
};

const ignoreLostClaim = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'CLAIM_LOST') return undefined;
  throw error;
};

const giveUpTry = async (
  tx: Transaction,
  job: LockedJob,
  task: HeldTask,
  failure: Failure,
  how: 'failed' | 'lost',
): Promise<TaskId[]> => {
  const failedTries = task.failedTries + 1;
  const lostTries = task.lostTries + (how === 'lost' ? 1 : 0);
  await endAttempt(tx, task, how, failure.attempt, failure.code);
  await discard(tx, [storageKeys.taskPrefix(task.videoId, job.planHash, task.id, task.epoch)], LATE_WRITES_MS);

  const retrying = { task: task.name, code: failure.code, try: failedTries + 1 };
  const tries = { failedTries, lostTries };
  const redoes = failure.culprits && mayRedo(failedTries) && (await sendBack(tx, job, failure.culprits));
  if (redoes) {
    await endTask(tx, task, 'reopened', { ...tries, endedAt: null });
    await appendEvent(tx, job.organizationId, job.videoId, { retrying });
    await advanceJob(tx, job);
    return [];
  }
  const decision = retryOf(failure, { ...tries, isLost: how === 'lost' });
  if (decision.retry) {
    await endTask(tx, task, how === 'lost' ? 'leaseLost' : 'willRetry', { ...tries, endedAt: null });
    await postpone(tx, task.id, decision.delayMs);
    await appendEvent(tx, job.organizationId, job.videoId, { retrying });
    await ringDispatcher(tx);
    return [];
  }
  await endTask(tx, task, 'failedForGood', tries);
  return TASK_KINDS[task.kind].optional ? goOnWithout(tx, job) : failJob(tx, job, failure.code);
};

type Tries = { failedTries: number; lostTries: number; isLost: boolean };

const retryOf = ({ code, mayPass, culprits }: Failure, tries: Tries) =>
  // To look once more at what nobody has made again would find the same.
  decideRetry({ kind: ERRORS[code].kind, mayPass: mayPass && !culprits, ...tries, random: Math.random() });

/** By the database's clock, because it is that by which the dispatcher and a claim measure. */
const postpone = async ({ sql }: Transaction, id: TaskId, delayMs: number): Promise<void> => {
  await sql.$executeRaw`
    UPDATE task SET available_at = now() + ${delayMs} * interval '1 millisecond' WHERE id = ${id}::uuid`;
};

const goOnWithout = async (tx: Transaction, job: LockedJob): Promise<TaskId[]> => {
  const { isDone } = await advanceJob(tx, job);
  if (isDone) await finishJob(tx, job);
  return [];
};

const failJob = async (tx: Transaction, job: LockedJob, code: ErrorCode): Promise<TaskId[]> => {
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'failed', { errorCode: code, finishedAt: new Date() });
  await tx.sql.rendition.updateMany({ where: { jobId: job.id, status: { not: 'ready' } }, data: { status: 'failed' } });
  await moveVideo(tx, job, 'failed', { errorCode: code }, { error: { code, message: ERRORS[code].text } });
  return running;
};

const endTask = async (
  { sql }: Transaction,
  task: HeldTask,
  event: TaskEvent,
  data: Prisma.TaskUpdateManyMutationInput,
): Promise<void> => {
  const status = TASKS.next('running', event);
  const where = { id: task.id, epoch: task.epoch, status: 'running' as const };
  const { count } = await sql.task.updateMany({
    where,
    data: { leaseExpiresAt: null, endedAt: new Date(), ...data, status },
  });
  if (count === 0) throw new AppError('CLAIM_LOST', { task: task.id, event });
};

const endAttempt = async (
  { sql }: Transaction,
  task: HeldTask,
  status: AttemptStatus,
  attempt: AttemptRecord,
  errorCode?: ErrorCode,
): Promise<void> => {
  await sql.attempt.updateMany({
    where: { taskId: task.id, epoch: task.epoch, status: 'running' },
    data: { ...attempt, status, errorCode, endedAt: new Date() },
  });
};
