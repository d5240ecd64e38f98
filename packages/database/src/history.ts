import { Prisma } from './generated/client.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

/** Deleting a job also deletes its tasks, objects and attempts: hundreds of rows. */
const JOBS_PER_BATCH = 20;

export type LaggingConsumer = { name: string; unreadSince: Date };

const FIRST_UNREAD = Prisma.sql`LATERAL (
  SELECT created_at FROM event WHERE (event.xid, event.id) > (consumer.xid, consumer.event_id)
  ORDER BY event.xid, event.id LIMIT 1) AS unread`;

/**
 * The position decides. The time only avoids reading everything a slow consumer keeps: an event is at most 30 s (the
 * longest transaction) older than the one before it.
 */
const IS_READ_BY_ALL = Prisma.sql`
  created_at < coalesce((SELECT min(unread.created_at) FROM event_consumer AS consumer, ${FIRST_UNREAD}), 'infinity')
    - interval '1 minute'
  AND NOT EXISTS (SELECT 1 FROM event_consumer WHERE (event_consumer.xid, event_id) < (event.xid, event.id))`;

/**
 * Deletes old history. Each function deletes a batch of rows older than `keptMs` and returns their number. Rows that are
 * still referenced are never deleted (docs/decisions/0024).
 */
export const historyRepository = (database: Database) => ({
  /** Events that every consumer has read. A subscriber that resumes after a deleted event gets the current state. */
  pruneEvents: (keptMs: number): Promise<number> => {
    const where = Prisma.sql`${isOlder('created_at', keptMs)} AND ${IS_READ_BY_ALL}`;
    return pruneBatch(database, { table: 'event', where, orderBy: 'created_at' });
  },

  /** The consumers with unread events older than `keptMs`, and the time of each one's first unread event. */
  laggingConsumers: (keptMs: number): Promise<LaggingConsumer[]> => database.sql.$queryRaw<LaggingConsumer[]>`
    SELECT name, unread.created_at AS "unreadSince" FROM event_consumer AS consumer, ${FIRST_UNREAD}
    WHERE ${isOlder('unread.created_at', keptMs)} ORDER BY name`,

  /** Unsuccessful attempts with their logs. The attempt that completed a task is kept with the task. */
  pruneAttempts: (keptMs: number): Promise<number> => {
    const where = Prisma.sql`status IN ('failed', 'lost', 'released', 'cancelled') AND ${isOlder('ended_at', keptMs)}
      AND (SELECT status FROM task WHERE id = task_id) <> 'running'`;
    return pruneBatch(database, { table: 'attempt', where, orderBy: 'ended_at' });
  },

  /** Replaced jobs. Their objects were discarded when the next job was published. */
  pruneJobs: (keptMs: number): Promise<number> => {
    const where = Prisma.sql`${isOlder('replaced_at', keptMs)}
      AND (SELECT job.id IS DISTINCT FROM current_job_id AND job.id IS DISTINCT FROM published_job_id
             AND job.id IS DISTINCT FROM poster_job_id AND job.id IS DISTINCT FROM asked_poster_job_id
           FROM video WHERE video.id = video_id)`;
    return pruneBatch(database, { table: 'job', where, orderBy: 'replaced_at', limit: JOBS_PER_BATCH });
  },
});
export type History = ReturnType<typeof historyRepository>;
