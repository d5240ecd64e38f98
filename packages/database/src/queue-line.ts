import {
  effectivePriority,
  type JobId,
  MAX_COUNTED_AHEAD,
  type OrganizationId,
  PRIORITIES,
  type Priority,
  type QueueName,
  TASK_KINDS,
} from '@media/core';
import { COST, isOfFleet } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

/** The tasks of an organization that wait in one queue with one (effective) priority. */
export type LineName = { organizationId: OrganizationId; ceiling: Priority; queue: QueueName; priority: Priority };

/** How many videos go before one, at most `MAX_COUNTED_AHEAD`, and the estimated CPU seconds of their tasks that do. */
export type Before = { videos: number; cpuSeconds: number };

export type Line = {
  /** What goes before these jobs, if they wait in this line. */
  before: ReadonlyMap<JobId, Before>;
  whole: Before;
};

/** `jobId`: null for the whole line. */
type Row = Before & { jobId: JobId | null };

/**
 * Where jobs are in a line, in the dispatcher's order. Reads the line's first tasks, from its index ranges in order. If these
 * belong to fewer than `MAX_COUNTED_AHEAD` videos, such as long ones, it continues from video to video, with an estimate of their
 * other tasks. So the time doesn't depend on how long the line is.
 */
export const readLine = async (
  { sql }: Pick<Database, 'sql'>,
  fleet: Fleet,
  name: LineName,
  jobIds: readonly JobId[],
): Promise<Line> => {
  const rows = await sql.$queryRaw<Row[]>`
    WITH RECURSIVE ${firstTasks(fleet, name)}, ${laterVideos(fleet, name, jobIds)}
    SELECT job_id AS "jobId", videos::int, cost AS "cpuSeconds" FROM opened WHERE job_id = ANY(${jobIds}::uuid[])
    UNION ALL SELECT job_id, videos::int, cost_before FROM later WHERE is_first AND job_id = ANY(${jobIds}::uuid[])
    UNION ALL SELECT NULL, (whole.videos + count(*) FILTER (WHERE is_first))::int, whole.cost + COALESCE(sum(later.cost), 0)
      FROM whole LEFT JOIN later ON true GROUP BY whole.videos, whole.cost`;
  return toLine(rows, jobIds);
};

/**
 * The first tasks of a line, optionally after one. Each kind of the queue, and each priority that a video can ask for, is an index range.
 * PostgreSQL merges them in order, but only if each is a subquery with its own order and limit.
 */
const firstQueued = (fleet: Fleet, line: LineName, limit: number, after = Prisma.empty): Prisma.Sql => {
  const { organizationId, ceiling, queue, priority } = line;
  const kinds = fleet.kinds.filter((kind) => TASK_KINDS[kind].queue === queue);
  const asked = PRIORITIES.filter((one) => effectivePriority(one, ceiling) === priority);
  const ranges = kinds.flatMap((kind) =>
    asked.map(
      (one) => Prisma.sql`(
        SELECT job_id, job_created_at, rank_at, index, ${COST} AS cost FROM task
        WHERE kind = ${kind}::task_kind AND organization_id = ${organizationId}::uuid AND video_priority = ${one}::priority
          AND status = 'queued' AND ${isOfFleet(fleet)} ${after}
        ORDER BY rank_at, job_id, index LIMIT ${limit})`,
    ),
  );
  return Prisma.sql`SELECT * FROM (${Prisma.join(ranges, ' UNION ALL ')}) AS queued ORDER BY rank_at, job_id, index LIMIT ${limit}`;
};

/** `opened`: the videos of the first tasks, with what goes before their first one. */
const firstTasks = (fleet: Fleet, line: LineName): Prisma.Sql => Prisma.sql`
  head AS MATERIALIZED (${firstQueued(fleet, line, MAX_COUNTED_AHEAD)}),
  numbered AS (
    SELECT job_id, rank_at, sum(cost) OVER (ORDER BY rank_at, job_id, index ROWS UNBOUNDED PRECEDING) - cost AS cost,
      row_number() OVER (PARTITION BY job_id ORDER BY rank_at, index) AS place
    FROM head),
  opened AS MATERIALIZED (
    SELECT job_id, row_number() OVER (ORDER BY rank_at, job_id) - 1 AS videos, cost FROM numbered WHERE place = 1),
  whole AS MATERIALIZED (
    SELECT (SELECT count(*) FROM opened) AS videos, COALESCE(sum(cost), 0) AS cost, count(*) = ${MAX_COUNTED_AHEAD} AS is_cut
    FROM head)`;

/** Only `encode` has many tasks per video, and they are most of its job's work. */
const CHUNKS = Prisma.sql`
  CASE WHEN rank_at < job_created_at THEN step.cost
    ELSE GREATEST(step.cost, (1 - done_weight / 10000.0) * estimated_cpu_seconds) END`;

/**
 * `step`: from the last of the first tasks to the first task of the next video, and so on. A video has at most two steps, because its
 * tasks have two ranks in a queue: those that make it playable go first, and they are few.
 */
const laterVideos = (fleet: Fleet, line: LineName, jobIds: readonly JobId[]): Prisma.Sql => Prisma.sql`
  step AS (
    SELECT last.*, 0 AS place FROM whole, (SELECT * FROM head ORDER BY rank_at DESC, job_id DESC LIMIT 1) AS last
    WHERE is_cut AND videos < ${MAX_COUNTED_AHEAD} AND NOT ${jobIds}::uuid[] <@ ARRAY(SELECT job_id FROM opened)
    UNION ALL
    SELECT next.*, step.place + 1 FROM step CROSS JOIN LATERAL (
      ${firstQueued(fleet, line, 1, Prisma.sql`AND (rank_at, job_id) > (step.rank_at, step.job_id)`)}) AS next
    WHERE step.place < ${2 * MAX_COUNTED_AHEAD}),
  estimated AS (
    SELECT job_id, place, row_number() OVER (PARTITION BY job_id ORDER BY place) = 1
        AND job_id NOT IN (SELECT job_id FROM opened) AS is_first,
      ${line.queue === 'encode' ? CHUNKS : Prisma.sql`step.cost`}
        - CASE place WHEN 0 THEN (SELECT sum(head.cost) FROM head WHERE head.job_id = step.job_id) ELSE 0 END AS cost
    FROM step JOIN job ON job.id = job_id),
  later AS MATERIALIZED (
    SELECT job_id, is_first, GREATEST(0, estimated.cost) AS cost,
      whole.videos + count(*) FILTER (WHERE is_first) OVER so_far - 1 AS videos,
      whole.cost + sum(GREATEST(0, estimated.cost)) OVER so_far - GREATEST(0, estimated.cost) AS cost_before
    FROM estimated, whole WINDOW so_far AS (ORDER BY place ROWS UNBOUNDED PRECEDING))`;

const toLine = (rows: readonly Row[], jobIds: readonly JobId[]): Line => {
  const before = new Map<JobId, Before>();
  let whole: Before = { videos: 0, cpuSeconds: 0 };
  for (const { jobId, videos, cpuSeconds } of rows) {
    const capped = { videos: Math.min(videos, MAX_COUNTED_AHEAD), cpuSeconds };
    if (jobId) before.set(jobId, capped);
    else whole = capped;
  }
  if (whole.videos === MAX_COUNTED_AHEAD) for (const id of jobIds) if (!before.has(id)) before.set(id, whole);
  return { before, whole };
};
