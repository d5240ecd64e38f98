import { CHARGE, CLASS_TABLE, COST, kindTable } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

/** Per call; the rest is charged by the next one. */
const BATCH = 1_000;

/**
 * Charges flows and classes for attempts: the estimate when one starts, and the difference to what it really took when it has ended.
 * Only attempts are charged, so tasks that are canceled while they wait cost nothing, and a retry costs like any other. Each is charged
 * to the flow of its claim, even if the priority has changed since or the video is deleted.
 *
 * Workers never write the dispatcher's tables: a worker that freezes in a transaction would hold a lock on them and stop everybody.
 * Instead, attempts that aren't charged yet are found by an index.
 */
export const chargeAttempts = async ({ sql }: Database, fleet: Fleet): Promise<void> => {
  const { planVersion } = fleet;
  await sql.$executeRaw`
    WITH ${kindTable(fleet)}, ${CLASS_TABLE}, ${unsettled(planVersion)}, ${deleted(planVersion)}, ${owed(planVersion)},
    ${chargedFlows(planVersion)}, ${chargedClasses(planVersion)}
    UPDATE attempt SET charged_cpu_seconds = amount, charged_weight = unsettled.weight, priority = unsettled.priority,
      is_settled = NOT is_running
    FROM unsettled WHERE attempt.task_id = unsettled.task_id AND attempt.epoch = unsettled.epoch`;
};

type PlanVersion = Fleet['planVersion'];

const unsettled = (planVersion: PlanVersion): Prisma.Sql => Prisma.sql`
  unsettled AS MATERIALIZED (
    SELECT attempt.task_id, attempt.epoch, attempt.started_at, attempt.status = 'running' AS is_running, task.plan_version, task.kind,
      CASE WHEN attempt.status = 'running' THEN ${COST} ELSE ${CHARGE} END AS amount, charged_cpu_seconds,
      COALESCE(charged_weight, organization.weight) AS weight, task.organization_id,
      -- Workers of the previous release don't set it.
      COALESCE(attempt.priority, GREATEST(video_priority, organization.priority)) AS priority
    FROM attempt JOIN task ON task.id = attempt.task_id JOIN organization ON organization.id = task.organization_id
    JOIN kind ON kind.kind = task.kind
    WHERE NOT is_settled AND (charged_cpu_seconds IS NULL OR attempt.status <> 'running')
      -- A fleet that has ended settles nothing.
      AND (task.plan_version = ${planVersion} OR attempt.ended_at < now() - interval '1 hour')
    ORDER BY attempt.started_at LIMIT ${BATCH} FOR NO KEY UPDATE OF attempt SKIP LOCKED)`;

const deleted = (planVersion: PlanVersion): Prisma.Sql => Prisma.sql`
  deleted AS (
    DELETE FROM deleted_attempt WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM deleted_attempt WHERE plan_version = ${planVersion} OR deleted_at < now() - interval '1 hour'
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING *)`;

/** `work`: CPU seconds to charge or, if negative, to return. `turn`: the same in virtual time of the flow. */
const owed = (planVersion: PlanVersion): Prisma.Sql => Prisma.sql`
  due AS (
    SELECT plan_version, kind, priority, organization_id, started_at, amount, charged_cpu_seconds, weight FROM unsettled
    UNION ALL
    SELECT plan_version, kind, deleted.priority, organization_id, started_at, cpu_seconds, charged_cpu_seconds,
      COALESCE(charged_weight, organization.weight)
    FROM deleted JOIN organization ON organization.id = organization_id),
  owed AS MATERIALIZED (
    SELECT queue, priority, organization_id, started_at, charged_cpu_seconds IS NULL AS is_new,
      amount - COALESCE(charged_cpu_seconds, 0) AS work, (amount - COALESCE(charged_cpu_seconds, 0)) / weight AS turn
    FROM due JOIN kind USING (kind) WHERE plan_version = ${planVersion})`;

/** How much the virtual time of a flow or class changes by `earlier` and `later`, with its columns before the change. */
const SHIFT = Prisma.sql`later + GREATEST(carried_time + earlier, floor_time) - GREATEST(carried_time, floor_time)`;

/**
 * What an attempt took that started before its flow last became eligible (`earlier`) doesn't count from there but from where the flow was.
 * Otherwise, an overestimate that is returned would be a turn saved up while idle.
 */
const chargedFlows = (planVersion: PlanVersion): Prisma.Sql => Prisma.sql`
  flow_charge AS MATERIALIZED (
    SELECT owed.queue, owed.priority, owed.organization_id, bool_or(is_new) AS is_new, bool_or(flow.queue IS NULL) AS is_missing,
      COALESCE(sum(turn) FILTER (WHERE owed.started_at < woken_at), 0) AS earlier,
      COALESCE(sum(turn) FILTER (WHERE (owed.started_at < woken_at) IS NOT TRUE), 0) AS later
    FROM owed LEFT JOIN dispatch_flow AS flow ON flow.plan_version = ${planVersion} AND flow.queue = owed.queue
      AND flow.priority = owed.priority AND flow.organization_id = owed.organization_id
    GROUP BY owed.queue, owed.priority, owed.organization_id),
  -- Of tasks that were claimed just after their priority changed.
  missing_flow AS (
    INSERT INTO dispatch_flow (plan_version, queue, priority, organization_id, virtual_time, is_eligible)
    SELECT ${planVersion}::int, queue, priority, organization_id, COALESCE(clock, 0) + later, false
    FROM flow_charge LEFT JOIN (SELECT queue, priority, clock FROM dispatch_class WHERE plan_version = ${planVersion}) AS known
      USING (queue, priority)
    WHERE is_missing ON CONFLICT DO NOTHING),
  charged_flow AS (
    UPDATE dispatch_flow AS flow SET virtual_time = virtual_time + ${SHIFT}, carried_time = carried_time + earlier
    FROM flow_charge WHERE flow.plan_version = ${planVersion} AND flow.queue = flow_charge.queue
      AND flow.priority = flow_charge.priority AND flow.organization_id = flow_charge.organization_id
    RETURNING flow.queue, flow.priority, is_new,
      virtual_time - later - GREATEST(carried_time, floor_time) + GREATEST(carried_time - earlier, floor_time) AS start)`;

const chargedClasses = (planVersion: PlanVersion): Prisma.Sql => Prisma.sql`
  started AS (SELECT queue, priority, max(start) AS start FROM charged_flow WHERE is_new GROUP BY queue, priority),
  class_charge AS MATERIALIZED (
    SELECT owed.queue, owed.priority, sum(work) AS work, bool_or(known.queue IS NULL) AS is_missing,
      COALESCE(sum(work / share) FILTER (WHERE started_at < woken_at), 0) AS earlier,
      COALESCE(sum(work / share) FILTER (WHERE (started_at < woken_at) IS NOT TRUE), 0) AS later
    FROM owed JOIN class USING (priority) LEFT JOIN dispatch_class AS known
      ON known.plan_version = ${planVersion} AND known.queue = owed.queue AND known.priority = owed.priority
    GROUP BY owed.queue, owed.priority),
  missing_class AS (
    INSERT INTO dispatch_class (plan_version, queue, priority, virtual_time, charged)
    SELECT ${planVersion}::int, queue, priority, later, work FROM class_charge WHERE is_missing ON CONFLICT DO NOTHING),
  charged_class AS (
    UPDATE dispatch_class SET virtual_time = virtual_time + ${SHIFT}, carried_time = carried_time + earlier, charged = charged + work,
      last_start = CASE WHEN start IS NULL THEN last_start ELSE virtual_time END, clock = GREATEST(clock, start)
    FROM class_charge LEFT JOIN started USING (queue, priority)
    WHERE plan_version = ${planVersion} AND dispatch_class.queue = class_charge.queue AND dispatch_class.priority = class_charge.priority)`;
