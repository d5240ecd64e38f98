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
  await wake(database, fleet, Prisma.sql`SELECT DISTINCT unnest(${organizations}::uuid[]) AS id`);
};

/** The same for all organizations with queued tasks. Costs two index lookups per organization and kind. */
export const wakeAllFlows = (database: Database, fleet: Fleet): Promise<void> =>
  wake(
    database,
    fleet,
    Prisma.sql`SELECT DISTINCT id FROM kind CROSS JOIN LATERAL (${WITH_QUEUED}) AS queued WHERE id IS NOT NULL`,
  );

/** PostgreSQL has no skip scan for DISTINCT, so each step looks up the next organization. */
const WITH_QUEUED = Prisma.sql`
  WITH RECURSIVE next AS (
    (SELECT organization_id AS id FROM task WHERE task.kind = kind.kind AND status = 'queued' ORDER BY organization_id LIMIT 1)
    UNION ALL
    SELECT (SELECT organization_id FROM task WHERE task.kind = kind.kind AND status = 'queued' AND organization_id > next.id
      ORDER BY organization_id LIMIT 1) FROM next WHERE next.id IS NOT NULL)
  SELECT id FROM next`;

/**
 * A flow or class that had nothing to run continues at the virtual time of those that had, so it can't save up turns. Only
 * eligible flows have a turn: those with a queued task, in an organization that can run another one.
 */
const wake = async ({ sql }: Database, fleet: Fleet, organizations: Prisma.Sql): Promise<void> => {
  const { planVersion } = fleet;
  await sql.$executeRaw`
    WITH ${kindTable(fleet)}, ${CLASS_TABLE}, woken AS MATERIALIZED (${organizations}),
    found AS MATERIALIZED (
      SELECT DISTINCT kind.queue, GREATEST(asked.priority, organization.priority) AS priority, organization.id
      FROM woken JOIN organization USING (id) CROSS JOIN kind CROSS JOIN class AS asked
      -- Not EXISTS, which PostgreSQL may turn into a join with all tasks.
      CROSS JOIN LATERAL (SELECT 1 FROM task WHERE task.kind = kind.kind AND task.organization_id = organization.id
        AND video_priority = asked.priority AND status = 'queued' AND ${isOfFleet(fleet)}
        ORDER BY rank_at, job_id, index LIMIT 1) AS queued
      WHERE concurrent_tasks IS NULL OR concurrent_tasks > ${runningOf(Prisma.sql`organization.id`)}),
    class_clock AS MATERIALIZED (
      SELECT queue, max(last_start) AS last_start FROM dispatch_class WHERE plan_version = ${planVersion} GROUP BY queue),
    continued AS (
      INSERT INTO dispatch_class (plan_version, queue, priority, virtual_time, last_start, clock)
      SELECT DISTINCT ${planVersion}::int, found.queue, found.priority, COALESCE(class_clock.last_start, 0), 0, 0
      FROM found LEFT JOIN class_clock USING (queue)
      WHERE NOT EXISTS (SELECT 1 FROM dispatch_flow WHERE plan_version = ${planVersion} AND dispatch_flow.queue = found.queue
        AND dispatch_flow.priority = found.priority AND is_eligible)
      ON CONFLICT (plan_version, queue, priority)
      DO UPDATE SET virtual_time = GREATEST(dispatch_class.virtual_time, EXCLUDED.virtual_time))
    INSERT INTO dispatch_flow (plan_version, queue, priority, organization_id, virtual_time, is_eligible)
    SELECT ${planVersion}::int, found.queue, found.priority, found.id, COALESCE(clock, 0), true FROM found
    LEFT JOIN dispatch_class ON plan_version = ${planVersion} AND dispatch_class.queue = found.queue
      AND dispatch_class.priority = found.priority
    ON CONFLICT (plan_version, queue, priority, organization_id)
    DO UPDATE SET is_eligible = true, virtual_time = GREATEST(dispatch_flow.virtual_time, EXCLUDED.virtual_time)
    WHERE NOT dispatch_flow.is_eligible`;
};

/** Deletes flows of deleted organizations, and those of fleets that have no dispatcher anymore. */
export const forgetFlows = async ({ sql }: Database, { planVersion }: Fleet): Promise<void> => {
  const isGone = Prisma.sql`plan_version <> ${planVersion} AND plan_version NOT IN (${livePlanVersions()})`;
  await sql.$executeRaw`DELETE FROM dispatch_class WHERE ${isGone} OR queue <> ALL(${[...QUEUE_NAMES]}::text[])`;
  await sql.$executeRaw`
    DELETE FROM dispatch_flow WHERE ${isGone}
      OR NOT EXISTS (SELECT 1 FROM organization WHERE organization.id = dispatch_flow.organization_id)`;
};
