import { type OrganizationId, QUEUE_NAMES } from '@media/core';
import { CLASS_TABLE, isOfFleet, kindTable, runningOf } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import { livePlanVersions } from './lead.js';
import type { Database } from './transaction.js';

/** Makes the flows of these organizations eligible that have a task that can run. */
export const wakeFlows = async (
  database: Database,
  fleet: Fleet,
  organizations: readonly OrganizationId[],
): Promise<void> => {
  if (organizations.length === 0) return;
  await wake(
    database,
    fleet,
    Prisma.sql`SELECT kind, queue, priority, id FROM kind CROSS JOIN class
      CROSS JOIN (SELECT DISTINCT unnest(${organizations}::uuid[]) AS id) AS given`,
    Prisma.sql`SELECT 1`,
  );
};

/**
 * A flow or class that had nothing to run continues at the virtual time of those that had, so it can't save up turns. Only
 * eligible flows have a turn: those with a queued task, in an organization that can run another one.
 *
 * It continues where a task started last, or where the first of the others is now, if that's earlier: estimates that were too high have been
 * returned to them since.
 *
 * `asked`: the kinds, queues, priorities and organizations (`id`) to look at. `answer` selects from it.
 */
export const wake = async <Row>(
  { sql }: Database,
  fleet: Fleet,
  asked: Prisma.Sql,
  answer: Prisma.Sql,
): Promise<Row[]> => {
  const { planVersion } = fleet;
  return sql.$queryRaw<Row[]>`
    WITH ${kindTable(fleet)}, ${CLASS_TABLE}, asked AS MATERIALIZED (${asked}),
    found AS MATERIALIZED (
      SELECT DISTINCT asked.queue, GREATEST(asked.priority, organization.priority) AS priority, organization.id
      FROM asked JOIN organization USING (id)
      LEFT JOIN dispatch_flow AS flow ON flow.plan_version = ${planVersion} AND flow.queue = asked.queue
        AND flow.priority = GREATEST(asked.priority, organization.priority) AND flow.organization_id = organization.id
      -- Not EXISTS, which PostgreSQL may turn into a join with all tasks.
      CROSS JOIN LATERAL (SELECT 1 FROM task WHERE task.kind = asked.kind AND task.organization_id = organization.id
        AND video_priority = asked.priority AND status = 'queued' AND ${isOfFleet(fleet)}
        ORDER BY rank_at, job_id, index LIMIT 1) AS queued
      WHERE flow.is_eligible IS NOT TRUE
        AND (concurrent_tasks IS NULL OR concurrent_tasks > ${runningOf(Prisma.sql`organization.id`)})),
    known AS MATERIALIZED (
      SELECT queue, priority, virtual_time, last_start, clock, first.flow_time FROM dispatch_class LEFT JOIN LATERAL (
        SELECT virtual_time AS flow_time FROM dispatch_flow WHERE plan_version = ${planVersion}
          AND dispatch_flow.queue = dispatch_class.queue AND dispatch_flow.priority = dispatch_class.priority AND is_eligible
        ORDER BY virtual_time, organization_id LIMIT 1) AS first ON true
      WHERE plan_version = ${planVersion}),
    class_clock AS MATERIALIZED (
      SELECT queue, LEAST(max(last_start), min(virtual_time) FILTER (WHERE flow_time IS NOT NULL)) AS time FROM known GROUP BY queue),
    continued AS (
      INSERT INTO dispatch_class AS class (plan_version, queue, priority, virtual_time, woken_at, floor_time)
      SELECT DISTINCT ${planVersion}::int, found.queue, found.priority, COALESCE(time, 0), now(), COALESCE(time, 0)
      FROM found LEFT JOIN class_clock USING (queue) LEFT JOIN known USING (queue, priority) WHERE flow_time IS NULL
      ON CONFLICT (plan_version, queue, priority)
      DO UPDATE SET virtual_time = GREATEST(class.virtual_time, EXCLUDED.virtual_time), woken_at = EXCLUDED.woken_at,
        floor_time = EXCLUDED.floor_time, carried_time = class.virtual_time),
    woken AS (
      INSERT INTO dispatch_flow AS flow (plan_version, queue, priority, organization_id, virtual_time, is_eligible, woken_at, floor_time)
      SELECT ${planVersion}::int, queue, priority, id, time, true, now(), time
      FROM (SELECT found.*, COALESCE(LEAST(clock, flow_time), 0) AS time FROM found LEFT JOIN known USING (queue, priority)) AS continuing
      ON CONFLICT (plan_version, queue, priority, organization_id)
      DO UPDATE SET is_eligible = true, virtual_time = GREATEST(flow.virtual_time, EXCLUDED.virtual_time), woken_at = EXCLUDED.woken_at,
        floor_time = EXCLUDED.floor_time, carried_time = flow.virtual_time
      WHERE NOT flow.is_eligible)
    ${answer}`;
};

/** Deletes flows of deleted organizations, and those of fleets that have no dispatcher anymore. */
export const forgetFlows = async ({ sql }: Database, { planVersion }: Fleet): Promise<void> => {
  const isGone = Prisma.sql`plan_version <> ${planVersion} AND plan_version NOT IN (${livePlanVersions()})`;
  await sql.$executeRaw`DELETE FROM dispatch_class WHERE ${isGone} OR queue <> ALL(${[...QUEUE_NAMES]}::text[])`;
  await sql.$executeRaw`
    DELETE FROM dispatch_flow WHERE ${isGone}
      OR NOT EXISTS (SELECT 1 FROM organization WHERE organization.id = dispatch_flow.organization_id)`;
};
