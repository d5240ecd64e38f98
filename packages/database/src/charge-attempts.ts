import { CLASS_TABLE, kindTable } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import type { Database } from './transaction.js';

/** Per call; the rest is charged by the next one. */
const BATCH = 1_000;

/**
 * Charges flows and classes for attempts: the estimate when one starts, and the difference to what it really took when it has ended.
 * Only attempts are charged, so tasks that are canceled while they wait cost nothing, and a retry costs like any other.
 *
 * Workers never write the dispatcher's tables: a worker that freezes in a transaction would hold a lock on them and stop everybody.
 * Instead, attempts that aren't charged yet are found by an index.
 */
export const chargeAttempts = async ({ sql }: Database, fleet: Fleet): Promise<void> => {
  const { planVersion } = fleet;
  await sql.$executeRaw`
    WITH ${kindTable(fleet)}, ${CLASS_TABLE},
    unsettled AS MATERIALIZED (
      SELECT attempt.task_id, attempt.epoch, attempt.status = 'running' AS is_running, charged_cpu_seconds IS NULL AS is_new,
        COALESCE(charged_cpu_seconds, 0) AS charged, task.plan_version = ${planVersion} AS is_ours,
        CASE WHEN attempt.status = 'running' THEN estimated_cpu_seconds
          ELSE COALESCE(attempt.cpu_seconds,
            LEAST(estimated_cpu_seconds, GREATEST(0, extract(epoch FROM attempt.ended_at - attempt.started_at)))) END AS amount,
        kind.queue, GREATEST(video_priority, organization.priority) AS priority, organization.id AS organization_id, organization.weight
      FROM attempt JOIN task ON task.id = attempt.task_id JOIN organization ON organization.id = task.organization_id
      JOIN kind ON kind.kind = task.kind
      WHERE NOT is_settled AND (charged_cpu_seconds IS NULL OR attempt.status <> 'running')
        -- A fleet that has ended settles nothing.
        AND (task.plan_version = ${planVersion} OR attempt.ended_at < now() - interval '1 hour')
      ORDER BY attempt.started_at LIMIT ${BATCH} FOR NO KEY UPDATE OF attempt SKIP LOCKED),
    settled AS (
      UPDATE attempt SET charged_cpu_seconds = amount, is_settled = NOT is_running FROM unsettled
      WHERE attempt.task_id = unsettled.task_id AND attempt.epoch = unsettled.epoch),
    charge AS MATERIALIZED (
      SELECT queue, priority, organization_id, sum((amount - charged) / unsettled.weight) AS turn, sum(amount - charged) AS work,
        bool_or(is_new) AS is_new
      FROM unsettled WHERE is_ours GROUP BY queue, priority, organization_id),
    charged AS (
      UPDATE dispatch_flow SET virtual_time = virtual_time + turn FROM charge
      WHERE plan_version = ${planVersion} AND dispatch_flow.queue = charge.queue AND dispatch_flow.priority = charge.priority
        AND dispatch_flow.organization_id = charge.organization_id
      RETURNING dispatch_flow.queue, dispatch_flow.priority, virtual_time - turn AS start, is_new),
    started AS (SELECT queue, priority, max(start) AS start FROM charged WHERE is_new GROUP BY queue, priority),
    total AS (SELECT queue, priority, sum(work) AS work FROM charge GROUP BY queue, priority)
    UPDATE dispatch_class SET virtual_time = virtual_time + work / share, charged = charged + work,
      last_start = CASE WHEN start IS NULL THEN last_start ELSE virtual_time END, clock = GREATEST(clock, start)
    FROM total JOIN class USING (priority) LEFT JOIN started USING (queue, priority)
    WHERE plan_version = ${planVersion} AND dispatch_class.queue = total.queue AND dispatch_class.priority = total.priority`;
};
