import type { ClaimedTask } from '@media/database';
import type { Live } from '@media/runtime';

const PERIOD_MS = 500;

/**
 * Publishes a task's progress, at most twice a second. Progress is not state, so losing a message is harmless. A poster isn't part of the
 * progress of its video.
 */
export const reportProgress = (live: Live, task: ClaimedTask) => {
  const { id: taskId, kind, jobId, organizationId, videoId, weight } = task;
  const { generation, keptWeight: keptPoints } = task.job;
  let nextAt = 0;
  const publish = async (points: number, donePoints: number): Promise<void> => {
    if (kind === 'poster') return;
    const progress = await live.recordProgress({ jobId, generation, taskId, points, donePoints, keptPoints });
    if (progress !== undefined) await live.publish([{ organizationId, videoId, data: { progress, generation } }]);
  };
  return {
    /** Completed fraction of the task, 0..1. NaN and infinity (unknown total) are ignored. */
    progress: (fraction: number): void => {
      const now = performance.now();
      if (now < nextAt || !Number.isFinite(fraction)) return;
      nextAt = now + PERIOD_MS;
      void publish(weight * Math.min(1, Math.max(0, fraction)), task.job.doneWeight);
    },
    /** Call when the task has completed; `donePoints` is the job's total in the database, including this task. */
    completed: (donePoints: number): Promise<void> => publish(weight, donePoints - weight),
  };
};
