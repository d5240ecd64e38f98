import { QUEUE_NAMES, type QueueName, TASK_KINDS, TASKS, type TaskId } from '@media/core';
import { FLEET } from './fleet.js';
import type { Database } from './transaction.js';

export type DueTask = { taskId: TaskId; epoch: number; queue: QueueName; priority: number; delayMs: number };

type TaskRow = { id: TaskId; epoch: number; priority: number; delay: number };

const RINGABLE = TASKS.allowing('claimed');
/** Retries this near are handed to the queue with a delay; farther ones wait in their rows. */
const HORIZON_MS = 60_000;

export const dispatchRepository = ({ sql }: Database, fleet = FLEET) => ({
  /**
   * The tasks of this fleet that may run, at most `window` per queue, in the order in which they should: priority, then age of the
   * job, then place in it. The one place that decides on order.
   */
  due: async (window: number): Promise<DueTask[]> => {
    const perQueue = await Promise.all(
      QUEUE_NAMES.map(async (queue) => {
        const kinds = fleet.kinds.filter((kind) => TASK_KINDS[kind].queue === queue);
        const rows = await sql.$queryRaw<TaskRow[]>`
          SELECT id, epoch, priority, greatest(0, extract(epoch FROM available_at - now()) * 1000)::float8 AS delay FROM task
          WHERE status = ANY(${RINGABLE}::task_status[]) AND kind = ANY(${kinds}::task_kind[])
            AND (plan_version = ${fleet.planVersion} OR plan_version IS NULL)
            AND available_at < now() + ${HORIZON_MS} * interval '1 millisecond'
          ORDER BY priority, job_created_at, job_id, index LIMIT ${window}`;
        return rows.map(({ id, epoch, priority, delay }) => ({
          ...{ taskId: id, epoch, queue, priority, delayMs: Math.ceil(delay) },
        }));
      }),
    );
    return perQueue.flat();
  },
});
export type DispatchRows = ReturnType<typeof dispatchRepository>;
