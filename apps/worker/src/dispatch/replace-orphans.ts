import type { OrphanedJobs } from '@media/database';
import type { Live, Logger } from '@media/runtime';

const MAX_ORPHANS = 100;
/** Longer than a worker takes to restart, or another candidate to replace a silent dispatcher. */
const GRACE_MS = 60_000;

export type OrphanDeps = {
  orphans: OrphanedJobs;
  live: Pick<Live, 'cancel'>;
  log: Logger;
  /** How long a fleet must have had no dispatcher before its jobs are replaced. */
  orphanGraceMs?: number;
};

/**
 * Finds jobs of fleets without a dispatcher, and replaces them after the grace period. A failure for one job doesn't block
 * the others.
 */
export const watchOrphans = ({ orphans, live, log, orphanGraceMs = GRACE_MS }: OrphanDeps) => {
  /** Plan versions without a dispatcher, and when that was first seen (`performance.now()`). */
  let gone = new Map<number, number>();
  return async (): Promise<void> => {
    const now = performance.now();
    const found = await orphans.orphaned(MAX_ORPHANS);
    gone = new Map(found.map(({ planVersion }) => [planVersion, gone.get(planVersion) ?? now]));
    const errors: unknown[] = [];
    for (const { id, planVersion } of found) {
      if (now - (gone.get(planVersion) ?? now) < orphanGraceMs) continue;
      log.warn({ job: id, planVersion }, 'No worker left for this plan version; replacing job');
      try {
        void live.cancel(await orphans.replace(id));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Replacing some jobs failed');
  };
};
