import {
  AppError,
  isFailedCopy,
  REPLACED_OUTPUT_RETENTION_MS,
  storageKeys,
  type TaskId,
  type TaskKind,
  type TaskResults,
} from '@media/core';
import { type AttemptRecord, endAttempt, endTask, type HeldTask, taskRef } from './attempt-endings.js';
import type { ClaimedTask } from './claimed-task.js';
import { lockClaim } from './claims.js';
import { collectReasons } from './collect-reasons.js';
import { collectWarnings } from './collect-warnings.js';
import { completeAttempt } from './complete-attempt.js';
import { appendEvent } from './events.js';
import { type Failure, failAttempt } from './fail-attempt.js';
import { FLEET } from './fleet.js';
import { discard } from './garbage.js';
import { finishJob } from './job-endings.js';
import { advanceJob, wakeDispatcher } from './job-graph.js';
import { type LockedJob, lockJob } from './locked-job.js';
import { abandonTask, expiredTasks } from './lost-leases.js';
import { addReplacements } from './replace-copy.js';
import { workerActor } from './system-actors.js';
import type { Database, Transaction } from './transaction.js';

type Publish = (tx: Transaction, job: LockedJob) => Promise<void>;

export const taskEndings = (database: Database, fleet = FLEET) => ({
  /**
   * Completes a task: `publish` adds the rows of what it made, in the transaction that checks the epoch. Queues tasks that
   * became ready, adds the result's warnings to the job, and ends the job if this was its last task. Returns the basis points of the job's finished tasks.
   * @throws AppError CLAIM_LOST
   */
  complete: <K extends TaskKind>(
    task: ClaimedTask<K>,
    result: TaskResults[K],
    attempt: AttemptRecord,
    publish: Publish,
  ): Promise<{ doneWeight: number }> => database.transaction((tx) => completeTask(tx, task, result, attempt, publish)),

  /** Fails an attempt: the task is retried later, or the job fails. Returns the running tasks of the job that must stop. */
  fail: (task: ClaimedTask, failure: Failure): Promise<TaskId[]> =>
    database.transaction(async (tx) => failAttempt(tx, await lockClaim(tx, task), task, failure, 'failed')),

  /** Returns a task to the queue because its worker is shutting down. Doesn't count as a failure. */
  release: (task: ClaimedTask, attempt: AttemptRecord): Promise<void> =>
    database.transaction(async (tx) => {
      const job = await lockClaim(tx, task);
      await endTask(tx, task, 'released', { availableAt: new Date(0), endedAt: null });
      await endAttempt(tx, task, 'released', attempt);
      await wakeDispatcher(tx, job);
    }),

  /** Running tasks whose lease has expired by the database's clock. Skips locked jobs. */
  expired: (limit: number): Promise<TaskId[]> => expiredTasks(database, fleet, limit),

  /** Ends the attempt whose lease has expired. Returns tasks that must stop, like `fail`. */
  abandon: (id: TaskId): Promise<TaskId[]> => database.transaction((tx) => abandonTask(tx, id)),
});
export type TaskEndings = ReturnType<typeof taskEndings>;

const completeTask = async <K extends TaskKind>(
  tx: Transaction,
  task: ClaimedTask<K>,
  result: TaskResults[K],
  attempt: AttemptRecord,
  publish: Publish,
): Promise<{ doneWeight: number }> => {
  const job = await lockJob(tx, task.jobId);
  if (!job) throw new AppError('CLAIM_LOST', { task: task.id, reason: 'deleted' });
  const { plan } = task.job;
  const isReplaced = plan !== null && isFailedCopy(result);
  // A failed copy passes its share of the progress to the tasks that encode instead.
  await completeAttempt(tx, job, { ...task, weight: isReplaced ? 0 : task.weight }, result, attempt);
  await publish(tx, job);
  if (isReplaced) await addReplacements(tx, job, plan);
  // A task that ran before can have added warnings that no longer apply.
  if (result.warnings?.length || task.epoch > 1) await collectWarnings(tx, job);
  if (result.nonStandard?.length) await collectReasons(tx, job);
  if (task.epoch > 1) await discardEarlier(tx, job, task);
  const actor = workerActor(job);
  if (task.kind !== 'encode') await appendEvent(tx, job, { type: 'task.completed', data: taskRef(task), actor });
  const { isDone } = await advanceJob(tx, job);
  if (isDone) await finishJob(tx, job, actor);
  return { doneWeight: job.doneWeight };
};

/** Discards what a task made before it was reopened; its rows reference the new objects now. */
const discardEarlier = async (tx: Transaction, job: LockedJob, { id, videoId, epoch }: HeldTask): Promise<void> => {
  const where = { taskId: id, status: 'completed' as const, epoch: { lt: epoch } };
  const earlier = await tx.sql.attempt.findMany({ where, select: { epoch: true } });
  const prefixes = earlier.map((attempt) => storageKeys.taskPrefix(videoId, job.planHash, id, attempt.epoch));
  if (prefixes.length > 0) await discard(tx, prefixes, REPLACED_OUTPUT_RETENTION_MS);
};
