import { QUEUE_NAMES, type QueueName, TASK_KINDS, type TaskId, type TaskKind } from '@media/core';
import { FLEET } from './fleet.js';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

export type DueTask = {
  taskId: TaskId;
  epoch: number;
  queue: QueueName;
  priority: number;
  delayMs: number;
  /** The job's trace context. Jobs of earlier releases have none. */
  traceparent?: string;
};

type DueRow = { id: TaskId; epoch: number; priority: number; delay: number; traceparent: string | null };

/** Selects tasks of these kinds whose job belongs to this fleet, or to none yet. */
type Wanted = { kinds: readonly TaskKind[]; planVersion: number };

/** Retries due within this time are enqueued with a delay; later ones wait in the database. */
const HORIZON_MS = 60_000;
/** Delayed tasks per queue, the earliest first; the rest are picked up by later queries. */
const DELAYED_WINDOW = 16;

export const dispatchRepository = ({ sql }: Database, fleet = FLEET) => ({
  /**
   * The tasks of this fleet that can run, at most `window` per queue, ordered by priority, age of the job and index. Then
   * those that can run soon, with a separate limit. The order is decided here and nowhere else.
   */
  due: async (window: number): Promise<DueTask[]> => {
    const perQueue = await Promise.all(
      QUEUE_NAMES.map(async (queue) => {
        const kinds = fleet.kinds.filter((kind) => TASK_KINDS[kind].queue === queue);
        const wanted = { kinds, planVersion: fleet.planVersion };
        const rows = await Promise.all([ready(sql, wanted, window), delayed(sql, wanted)]);
        return rows.flat().map(({ id, epoch, priority, delay, traceparent }) => ({
          ...{ taskId: id, epoch, queue, priority, delayMs: Math.ceil(delay) },
          ...(traceparent !== null && { traceparent }),
        }));
      }),
    );
    return perQueue.flat();
  },
});
export type DispatchRows = ReturnType<typeof dispatchRepository>;

/** One primary key lookup per task in the window. */
const TRACE_OF_JOB = Prisma.sql`(SELECT traceparent FROM job WHERE job.id = due.job_id) AS traceparent`;

// Both queries take a window from each kind and merge them. Each window reads an index in order, so a long backlog is
// neither read nor sorted. The indexes (indexes.sql) repeat the conditions on status.

const ready = (sql: Database['sql'], { kinds, planVersion }: Wanted, window: number): Promise<DueRow[]> =>
  sql.$queryRaw<DueRow[]>`
    SELECT id, epoch, priority, 0::float8 AS delay, ${TRACE_OF_JOB} FROM (
      SELECT ready.* FROM unnest(${kinds}::task_kind[]) AS wanted(kind) CROSS JOIN LATERAL (
        SELECT id, epoch, priority, job_created_at, job_id, index FROM task
        WHERE task.kind = wanted.kind AND status IN ('queued', 'retrying') AND available_at <= now()
          AND (plan_version = ${planVersion} OR plan_version IS NULL)
        ORDER BY priority, job_created_at, job_id, index LIMIT ${window}) AS ready
      ORDER BY priority, job_created_at, job_id, index LIMIT ${window}) AS due
    ORDER BY priority, job_created_at, job_id, index`;

const delayed = (sql: Database['sql'], { kinds, planVersion }: Wanted): Promise<DueRow[]> =>
  sql.$queryRaw<DueRow[]>`
    SELECT id, epoch, priority, (extract(epoch FROM available_at - now()) * 1000)::float8 AS delay, ${TRACE_OF_JOB} FROM (
      SELECT delayed.* FROM unnest(${kinds}::task_kind[]) AS wanted(kind) CROSS JOIN LATERAL (
        SELECT id, epoch, priority, available_at, job_id FROM task
        WHERE task.kind = wanted.kind AND status = 'retrying'
          AND (plan_version = ${planVersion} OR plan_version IS NULL)
          AND available_at > now() AND available_at < now() + ${HORIZON_MS} * interval '1 millisecond'
        ORDER BY available_at LIMIT ${DELAYED_WINDOW}) AS delayed
      ORDER BY available_at LIMIT ${DELAYED_WINDOW}) AS due
    ORDER BY available_at`;
