import { AppError, type TaskId } from '@media/core';
import type { HeldTask } from './attempt-endings.js';
import type { ClaimedTask } from './claimed-task.js';
import { lockClaim } from './claims.js';
import { type Failure, failAttempt } from './fail-attempt.js';
import type { Fleet } from './fleet.js';
import type { Database, Transaction } from './transaction.js';

const LOST: Failure = { code: 'WORKER_LOST', retryable: true, attempt: {} };

/** Running tasks whose lease has expired by the database's clock. Skips locked jobs. */
export const expiredTasks = async ({ sql }: Database, { planVersion }: Fleet, limit: number): Promise<TaskId[]> => {
  const rows = await sql.$queryRaw<{ id: TaskId }[]>`
    SELECT task.id FROM task JOIN job ON job.id = task.job_id
    WHERE task.status = 'running' AND task.lease_expires_at < now()
      AND (task.plan_version = ${planVersion} OR task.plan_version IS NULL)
    ORDER BY task.lease_expires_at LIMIT ${limit} FOR UPDATE OF job SKIP LOCKED`;
  return rows.map(({ id }) => id);
};

/**
 * Ends the attempt whose lease has expired. Returns tasks that must stop. Does nothing if the lease was renewed or the
 * task has ended in the meantime, or if the job is locked: the next check finds it again.
 */
export const abandonTask = async (tx: Transaction, id: TaskId): Promise<TaskId[]> => {
  const task = await tx.sql.task.findUnique({ where: { id }, omit: { result: true } });
  if (!task) return [];
  const held = task as unknown as HeldTask & Pick<ClaimedTask, 'jobId'>;
  const job = await lockClaim(tx, held, { skipLocked: true }).catch(ignoreLostClaim);
  const [expired] = await tx.sql.$queryRaw<
    unknown[]
  >`SELECT 1 FROM task WHERE id = ${id}::uuid AND lease_expires_at < now()`;
  return job && expired ? failAttempt(tx, job, held, LOST, 'lost') : [];
};

const ignoreLostClaim = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'CLAIM_LOST') return undefined;
  throw error;
};
