import { AppError, type ErrorCode, type FailureReason, TASKS, type TaskEvent } from '@media/core';
import type { ClaimedTask } from './claimed-task.js';
import type { FailureColumns } from './failure-counts.js';
import type { AttemptStatus, Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';

/** Resource usage and log of one attempt. */
export type AttemptRecord = { exitCode?: number; logTail?: string; cpuSeconds?: number; maxRssBytes?: number };

/** The parts of a task that ending an attempt needs. */
export type HeldTask = Pick<ClaimedTask, 'id' | 'videoId' | 'kind' | 'name' | 'index' | 'epoch' | keyof FailureColumns>;

/** How events refer to a task. */
export const taskRef = ({ id: taskId, kind, index }: HeldTask) => ({ taskId, kind, index });

/** Applies a lifecycle event to a running task. @throws AppError CLAIM_LOST if the claim was replaced */
export const endTask = async (
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

export const endAttempt = async (
  { sql }: Transaction,
  task: HeldTask,
  status: AttemptStatus,
  attempt: AttemptRecord,
  failure?: { code: ErrorCode; reason?: FailureReason | undefined },
): Promise<void> => {
  const why = failure && { errorCode: failure.code, ...(failure.reason && { errorReason: failure.reason }) };
  await sql.attempt.updateMany({
    where: { taskId: task.id, epoch: task.epoch, status: 'running' },
    data: { ...attempt, ...why, status, endedAt: new Date() },
  });
};
