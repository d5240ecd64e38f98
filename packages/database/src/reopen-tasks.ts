import { TASKS, type TaskId, tasksToRedo } from '@media/core';
import { columnsOf, NO_FAILURES } from './failure-counts.js';
import { lowerProgress } from './job-endings.js';
import type { LockedJob } from './locked-job.js';
import { invalidatePieces } from './pieces.js';
import type { Transaction } from './transaction.js';

/**
 * Reopens tasks that produced wrong output, and all completed tasks that depend on them. Their rows stay until new ones
 * replace them, so playback continues. The next `advanceJob` queues those that are ready. False if none of the faulty tasks
 * could be reopened.
 */
export const reopenTasks = async (
  tx: Transaction,
  job: LockedJob,
  faultyTaskIds: readonly TaskId[],
): Promise<boolean> => {
  const tasks = await tx.sql.task.findMany({
    where: { jobId: job.id },
    select: { id: true, kind: true, status: true, weight: true },
  });
  const redone = tasksToRedo(tasks, faultyTaskIds).filter(({ status }) => status === 'completed');
  const ids = redone.map(({ id }) => id as TaskId);
  if (!faultyTaskIds.some((id) => ids.includes(id))) return false;
  await invalidatePieces(tx, ids);
  await tx.sql.task.updateMany({
    where: { id: { in: ids }, status: { in: TASKS.allowing('reopened') } },
    data: { status: 'waiting', endedAt: null, ...columnsOf(NO_FAILURES) },
  });
  await lowerProgress(
    tx,
    job,
    redone.reduce((sum, { weight }) => sum + weight, 0),
  );
  return true;
};
