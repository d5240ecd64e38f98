import type { OrganizationId } from '@media/core';
import { isOfFleet } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import type { Database } from './transaction.js';

/** Per call; the rest is found by the next one. */
const BATCH = 500;

/**
 * Queues the tasks whose delay before the next attempt is over, and returns their organizations. They keep their rank, so they run
 * neither before nor after where they would have run. Skips locked tasks.
 */
export const requeueDueRetries = async ({ sql }: Database, fleet: Fleet): Promise<OrganizationId[]> => {
  const rows = await sql.$queryRaw<{ id: OrganizationId }[]>`
    WITH due AS (
      SELECT task.id FROM unnest(${fleet.kinds}::task_kind[]) AS wanted(kind) CROSS JOIN LATERAL (
        SELECT id FROM task WHERE task.kind = wanted.kind AND status = 'retrying' AND available_at <= now() AND ${isOfFleet(fleet)}
        ORDER BY available_at LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED) AS task)
    UPDATE task SET status = 'queued' FROM due WHERE task.id = due.id RETURNING organization_id AS id`;
  return rows.map(({ id }) => id);
};

/** Milliseconds until the next retry is due; undefined if none waits. */
export const untilNextRetry = async ({ sql }: Database, fleet: Fleet): Promise<number | undefined> => {
  const [next] = await sql.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(available_at) - now()) * 1000)::float8 AS ms
    FROM unnest(${fleet.kinds}::task_kind[]) AS wanted(kind) CROSS JOIN LATERAL (
      SELECT available_at FROM task WHERE task.kind = wanted.kind AND status = 'retrying' AND available_at > now()
      ORDER BY available_at LIMIT 1) AS earliest`;
  return next?.ms ?? undefined;
};
