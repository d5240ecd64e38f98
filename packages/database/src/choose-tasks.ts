import type { QueueName, TaskId } from '@media/core';
import { CLASS_TABLE, COST, isOfFleet, kindTable, runningOf } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

export type DueTask = {
  taskId: TaskId;
  epoch: number;
  queue: QueueName;
  /** The job's trace context. Jobs of earlier releases have none. */
  traceparent?: string;
};

/** `isCut`: flows without tasks had places of others, so a queue that isn't full can have more tasks. Another call finds them. */
type Chosen = { tasks: DueTask[]; isCut: boolean };

/** Of a task, or of a flow that hid others (`revoked`), without an id. */
type Row = { id: TaskId | null; epoch: number; queue: QueueName; traceparent: string | null };

/**
 * The next tasks of every queue, at most `window` each. This statement alone decides the order: start-time fair queueing (Goyal, Vin
 * and Cheng, 1996), first among priorities, then among the organizations of a priority.
 *
 * - `flow`: of each queue and priority, the flows whose turn comes first. A window never has tasks of others.
 * - `candidate`: the first tasks of each flow by rank, no more than the organization can run at once.
 * - `tagged`: when each would start, in virtual time of its priority's flows, if they took turns.
 * - `placed`: the same for all priorities of the queue.
 *
 * Every part reads an index in order, so the cost depends on the window, not on the backlog. Flows that have no candidate are no
 * longer eligible, in the same snapshot: a task that is committed later wakes its flow again (`wakeFlows`).
 */
export const chooseTasks = async ({ sql }: Database, fleet: Fleet, window: number): Promise<Chosen> => {
  const rows = await sql.$queryRaw<Row[]>`
    WITH ${kindTable(fleet)}, ${CLASS_TABLE}, ${flows(fleet, window)}, ${candidates(fleet, window)}, ${ORDER}, ${REVOKED}
    SELECT id, epoch, queue, (SELECT traceparent FROM job WHERE job.id = placed.job_id) AS traceparent, place
    FROM placed WHERE place <= ${window}
    UNION ALL SELECT DISTINCT NULL::uuid, 0, queue, NULL, 0 FROM revoked WHERE seen = ${window} ORDER BY queue, place`;
  const tasks = rows.flatMap(({ id, epoch, queue, traceparent }) =>
    id === null ? [] : { taskId: id, epoch, queue, ...(traceparent !== null && { traceparent }) },
  );
  const countIn = (name: QueueName): number => tasks.filter(({ queue }) => queue === name).length;
  return { tasks, isCut: rows.some(({ id, queue }) => id === null && countIn(queue) < window) };
};

const flows = ({ planVersion }: Fleet, window: number): Prisma.Sql => Prisma.sql`
  flow AS MATERIALIZED (
    SELECT turn.*, organization.weight, organization.priority AS ceiling,
      CASE WHEN concurrent_tasks IS NULL THEN ${window}
        ELSE concurrent_tasks - ${runningOf(Prisma.sql`organization.id`)} END AS room
    FROM dispatch_class CROSS JOIN LATERAL (
      SELECT plan_version, queue, priority, organization_id, virtual_time, dispatch_class.virtual_time AS class_time,
        row_number() OVER (ORDER BY virtual_time, organization_id) AS turn
      FROM dispatch_flow WHERE plan_version = dispatch_class.plan_version AND queue = dispatch_class.queue
        AND priority = dispatch_class.priority AND is_eligible
      ORDER BY virtual_time, organization_id LIMIT ${window}) AS turn
    LEFT JOIN organization ON organization.id = turn.organization_id
    WHERE dispatch_class.plan_version = ${planVersion})`;

const candidates = (fleet: Fleet, window: number): Prisma.Sql => Prisma.sql`
  candidate AS MATERIALIZED (
    SELECT flow.queue, flow.priority, flow.organization_id, flow.virtual_time, flow.class_time, flow.weight, first.*
    FROM flow CROSS JOIN LATERAL (
      SELECT next.* FROM kind CROSS JOIN class AS asked CROSS JOIN LATERAL (
        SELECT id, epoch, job_id, index, rank_at, ${COST} AS cost FROM task
        WHERE task.kind = kind.kind AND organization_id = flow.organization_id AND video_priority = asked.priority
          AND status = 'queued' AND ${isOfFleet(fleet)}
        ORDER BY rank_at, job_id, index LIMIT ${window} + 1 - flow.turn) AS next
      WHERE kind.queue = flow.queue AND GREATEST(asked.priority, flow.ceiling) = flow.priority
      ORDER BY rank_at, job_id, index LIMIT GREATEST(0, LEAST(flow.room, ${window} + 1 - flow.turn))) AS first)`;

const ORDER = Prisma.sql`
  tagged AS (
    SELECT *, virtual_time + (sum(cost) OVER (
      PARTITION BY queue, priority, organization_id ORDER BY rank_at, job_id, index ROWS UNBOUNDED PRECEDING) - cost) / weight AS tag
    FROM candidate),
  classed AS (
    SELECT tagged.*, class_time + (sum(cost) OVER (
      PARTITION BY queue, priority ORDER BY tag, organization_id, rank_at, job_id, index ROWS UNBOUNDED PRECEDING) - cost) / share
      AS class_tag
    FROM tagged JOIN class USING (priority)),
  placed AS (
    SELECT *, row_number() OVER (PARTITION BY queue ORDER BY class_tag, priority, tag, organization_id, rank_at, job_id, index) AS place
    FROM classed)`;

const REVOKED = Prisma.sql`
  revoked AS (
    UPDATE dispatch_flow SET is_eligible = false FROM flow
    WHERE dispatch_flow.plan_version = flow.plan_version AND dispatch_flow.queue = flow.queue
      AND dispatch_flow.priority = flow.priority AND dispatch_flow.organization_id = flow.organization_id
      AND NOT EXISTS (SELECT 1 FROM candidate WHERE candidate.queue = flow.queue AND candidate.priority = flow.priority
        AND candidate.organization_id = flow.organization_id)
    RETURNING flow.queue, (SELECT count(*) FROM flow AS other WHERE other.queue = flow.queue AND other.priority = flow.priority) AS seen)`;
