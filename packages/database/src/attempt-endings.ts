import { AppError, type ErrorCode, TASKS, type TaskEvent } from '@media/core';
import type { ClaimedTask } from './claims.js';
import type { FailureColumns } from './failure-counts.js';
import type { AttemptStatus, Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';

/** What one try cost and left behind. */
export type AttemptRecord = { exitCode?: number; logTail?: string; cpuSeconds?: number; maxRssBytes?: number };

/** What the end of an attempt needs to know of its task. */
export type HeldTask = Pick<ClaimedTask, 'id' | 'videoId' | 'kind' | 'name' | 'index' | 'epoch' | keyof FailureColumns>;

/** A task as events name it. */
export const taskRef = ({ id: taskId, kind, index }: HeldTask) => ({ taskId, kind, index });

/** Moves a running task along its lifecycle. @throws AppError CLAIM_LOST when another claim has taken its place */
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
  errorCode?: ErrorCode,
): Promise<void> => {
  await sql.attempt.updateMany({
    where: { taskId: task.id, epoch: task.epoch, status: 'running' },
    data: { ...attempt, status, errorCode, endedAt: new Date() },
  });
};
