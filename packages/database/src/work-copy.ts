import { type JobEvent, TASKS } from '@media/core';
import { columnsOf, NO_FAILURES } from './failure-counts.js';
import { discard, undiscard } from './garbage.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

/** A retry within this time uses the existing copy; a later one makes it again. */
const KEPT_FOR_RETRY_MS = 24 * 3_600_000;

/**
 * Discards the fetch task's remuxed copy of a source when its job ends: immediately if it completed, later if a retry can
 * resume it. A retry takes the copy back, or reopens the fetch to make it again; tasks that read the copy wait for it
 * (docs/decisions/0024).
 */
export const settleWorkCopy = async (tx: Transaction, job: LockedJob, event: JobEvent): Promise<void> => {
  if (event === 'started') return;
  const copy = await findWorkCopy(tx, job);
  if (!copy) return;
  if (event === 'completed') return discard(tx, [copy.key], 0);
  if (event !== 'replayed') return discard(tx, [copy.key], KEPT_FOR_RETRY_MS);
  if (!(await undiscard(tx, copy.key))) await redoFetch(tx, job, copy);
};

type WorkCopy = { key: string; taskId: string; weight: number };

const findWorkCopy = async ({ sql }: Transaction, { id: jobId }: LockedJob): Promise<WorkCopy | undefined> => {
  const [copy] = await sql.$queryRaw<WorkCopy[]>`
    SELECT id AS "taskId", weight, result #>> '{work,key}' AS key FROM task
    WHERE job_id = ${jobId}::uuid AND kind = 'fetch' AND status = 'completed' AND result #>> '{work,key}' IS NOT NULL`;
  return copy;
};

/** The new generation has to redo the fetch, so its weight doesn't count as kept. */
const redoFetch = async (tx: Transaction, job: LockedJob, { key, taskId, weight }: WorkCopy): Promise<void> => {
  const { sql } = tx;
  // Jobs that ended before copies were discarded still have theirs. Discarding a deleted one does no harm.
  await discard(tx, [key], 0);
  const where = { id: taskId, status: { in: TASKS.allowing('reopened') } };
  await sql.task.updateMany({ where, data: { status: 'waiting', endedAt: null, ...columnsOf(NO_FAILURES) } });
  job.doneWeight = Math.max(0, job.doneWeight - weight);
  const data = { doneWeight: job.doneWeight, keptWeight: job.doneWeight };
  await sql.job.update({ where: { id: job.id }, data, select: { id: true } });
};
