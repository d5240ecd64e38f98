import { PRIORITIES, PRIORITY_SHARES, TASK_KINDS } from '@media/core';
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
