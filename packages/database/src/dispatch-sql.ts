import { PRIORITIES, PRIORITY_SHARES, START_CPU_SECONDS, TASK_KINDS } from '@media/core';
import type { Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';

/** SQL for a table of this fleet's kinds of task, each with its queue: `kind(kind, queue)`. */
export const kindTable = ({ kinds }: Fleet): Prisma.Sql => {
  const queues = kinds.map((kind) => TASK_KINDS[kind].queue);
  return Prisma.sql`kind AS MATERIALIZED (
    SELECT * FROM unnest(${kinds}::task_kind[], ${queues}::text[]) AS kind(kind, queue))`;
};

/** SQL for a table of all priorities, each with its share of the slots: `class(priority, share)`. */
export const CLASS_TABLE = Prisma.sql`class AS MATERIALIZED (
  SELECT * FROM unnest(${[...PRIORITIES]}::priority[], ${PRIORITIES.map((name) => PRIORITY_SHARES[name])}::float8[])
    AS class(priority, share))`;

/** SQL for whether a task is this fleet's, or that of no fleet yet. */
export const isOfFleet = ({ planVersion }: Fleet): Prisma.Sql =>
  Prisma.sql`(task.plan_version = ${planVersion} OR task.plan_version IS NULL)`;

/** SQL for the number of running tasks of an organization. */
export const runningOf = (organizationId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT count(*)::int FROM task AS held WHERE held.organization_id = ${organizationId} AND held.status = 'running')`;

/** SQL for the CPU seconds that a task costs until it has run, like core's `costOf`. */
export const COST = Prisma.sql`GREATEST(${START_CPU_SECONDS}::float8, task.estimated_cpu_seconds)`;

/** A canceled attempt can have taken much longer than estimated. More than this is rather a difference between clocks. */
const MAX_UNDERESTIMATE = 10;

/**
 * SQL for the CPU seconds that an ended attempt is charged for. Starting one always costs something; otherwise tasks without media
 * processes would leave their flow in front. If the time wasn't measured, what counts is how long the attempt ran, at most the estimate. A canceled one
 * can't report what it took, so a low estimate isn't its limit.
 */
export const CHARGE = Prisma.sql`
  GREATEST(${START_CPU_SECONDS}, COALESCE(attempt.cpu_seconds, LEAST(
    ${COST} * CASE WHEN attempt.status = 'cancelled' THEN ${MAX_UNDERESTIMATE} ELSE 1 END,
    extract(epoch FROM attempt.ended_at - attempt.started_at)::float8)))`;
