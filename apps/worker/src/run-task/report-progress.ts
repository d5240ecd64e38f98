import type { ClaimedTask } from '@media/database';
import type { Live } from '@media/runtime';

const PERIOD_MS = 500;

/** Publishes how far a task is, at most twice a second. Progress is not state: what is lost is only not shown. */
export const reportProgress = (live: Live, task: ClaimedTask) => {
  const { id: taskId, jobId, organizationId, videoId, weight } = task;
  const { generation, keptWeight: keptPoints } = task.job;
  let nextAt = 0;
  const publish = async (points: number, donePoints: number): Promise<void> => {
    const progress = await live.noteProgress({ jobId, generation, taskId, points, donePoints, keptPoints });
    if (progress !== undefined) await live.publish([{ organizationId, videoId, data: { progress, generation } }]);
  };
  return {
    /** How much of the task is done, 0..1. A share of an unknown whole is no number, and is not told. */
    progress: (fraction: number): void => {
      const now = performance.now();
      if (now < nextAt || !Number.isFinite(fraction)) return;
      nextAt = now + PERIOD_MS;
      void publish(weight * Math.min(1, Math.max(0, fraction)), task.job.doneWeight);
    },
    /** The task has ended well; `donePoints` is what the database knows of the job now, this task included. */
    completed: (donePoints: number): Promise<void> => publish(weight, donePoints - weight),
  };
};
