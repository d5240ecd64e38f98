import { Prisma } from './generated/client.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

/** A job takes its tasks, objects and attempts with it: hundreds of rows. */
const JOBS_AT_ONCE = 20;

/**
 * What happened long ago. Each deletes a batch of what is older than `keptMs` and returns how many rows it was. Nothing
 * that is still referred to is ever old (docs/decisions/0024).
 */
export const historyRepository = (database: Database) => ({
  /** Milestones. A follower who comes back for one that is gone is told the current state. */
  pruneEvents: (keptMs: number): Promise<number> =>
    pruneBatch(database, { table: 'event', where: isOlder('created_at', keptMs), orderBy: 'created_at' }),

  /** Attempts that did not complete, with their logs. The one that completed a task stays as long as the task. */
  pruneAttempts: (keptMs: number): Promise<number> => {
    const where = Prisma.sql`status IN ('failed', 'lost', 'released', 'cancelled') AND ${isOlder('ended_at', keptMs)}
      AND (SELECT status FROM task WHERE id = task_id) <> 'running'`;
    return pruneBatch(database, { table: 'attempt', where, orderBy: 'ended_at' });
  },

  /** Jobs in whose place another was published. Their bytes were let go of at that time. */
  pruneJobs: (keptMs: number): Promise<number> => {
    const where = Prisma.sql`${isOlder('replaced_at', keptMs)}
      AND (SELECT job.id IS DISTINCT FROM current_job_id AND job.id IS DISTINCT FROM published_job_id
           FROM video WHERE video.id = video_id)`;
    return pruneBatch(database, { table: 'job', where, orderBy: 'replaced_at', limit: JOBS_AT_ONCE });
  },
});
export type History = ReturnType<typeof historyRepository>;
