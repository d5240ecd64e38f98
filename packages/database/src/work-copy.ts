import { type JobEvent, TASKS } from '@media/core';
import { columnsOf, NO_FAILURES } from './failure-counts.js';
import { discard, takeBack } from './garbage.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

/** A retry within this time reads the copy that is there; a later one makes it again. */
const KEPT_FOR_RETRY_MS = 24 * 3_600_000;

/**
 * Lets go of the copy that the fetch made of a source in another container, when its job ends: at once if it completed, some time
 * later if a retry may continue it. A retry takes the copy back, or sends the fetch back to make it again; all that reads
 * the copy waits for that (docs/decisions/0024).
 */
export const settleWorkCopy = async (tx: Transaction, job: LockedJob, event: JobEvent): Promise<void> => {
  if (event === 'started') return;
  const copy = await findWorkCopy(tx, job);
  if (!copy) return;
  if (event === 'completed') return discard(tx, [copy.key], 0);
  if (event !== 'replayed') return discard(tx, [copy.key], KEPT_FOR_RETRY_MS);
  if (!(await takeBack(tx, copy.key))) await makeAgain(tx, job, copy);
};

type WorkCopy = { key: string; taskId: string; weight: number };

const findWorkCopy = async ({ sql }: Transaction, { id: jobId }: LockedJob): Promise<WorkCopy | undefined> => {
  const [copy] = await sql.$queryRaw<WorkCopy[]>`
    SELECT id AS "taskId", weight, result #>> '{work,key}' AS key FROM task
    WHERE job_id = ${jobId}::uuid AND kind = 'fetch' AND status = 'completed' AND result #>> '{work,key}' IS NOT NULL`;
  return copy;
};

/** The generation that begins has to earn the fetch again, so its weight is not among what was kept. */
const makeAgain = async (tx: Transaction, job: LockedJob, { key, taskId, weight }: WorkCopy): Promise<void> => {
  const { sql } = tx;
  // A job that ended before copies were let go of still has its bytes. Discarding what is gone already does no harm.
  await discard(tx, [key], 0);
  const where = { id: taskId, status: { in: TASKS.allowing('reopened') } };
  await sql.task.updateMany({ where, data: { status: 'waiting', endedAt: null, ...columnsOf(NO_FAILURES) } });
  job.doneWeight = Math.max(0, job.doneWeight - weight);
  const data = { doneWeight: job.doneWeight, keptWeight: job.doneWeight };
  await sql.job.update({ where: { id: job.id }, data, select: { id: true } });
};
