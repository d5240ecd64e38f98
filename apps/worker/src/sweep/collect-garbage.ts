import type { Garbage } from '@media/database';
import { isStopped } from './is-stopped.js';
import { processDue } from './process-due.js';
import type { SweepDeps } from './sweep-deps.js';

const LEASE_MS = 10 * 60_000;
/** A prefix takes three sequential requests: at 100 ms each, this gives 50 prefixes per second. */
const CONCURRENCY = 16;
const MAX_PER_SWEEP = 2_000;

type Deps = Pick<SweepDeps, 'garbage' | 'store' | 'log'>;

/**
 * Deletes objects that no row references anymore, until none is due. Processes share the work. The garbage row is deleted
 * last, so a crash in between repeats the deletion. Failures are postponed and don't block the rest.
 */
export const collectGarbage = (deps: Deps, stop?: AbortSignal): Promise<void> =>
  processDue({
    take: (limit) => deps.garbage.take(limit, LEASE_MS),
    work: (taken) => removeBytes(deps, taken),
    ...{ concurrency: CONCURRENCY, maxPerSweep: MAX_PER_SWEEP, stop },
  });

const removeBytes = async ({ garbage, store, log }: Deps, { id, prefix }: Garbage): Promise<unknown> => {
  try {
    await store.deletePrefix(prefix);
    await garbage.remove(id);
    return undefined;
  } catch (error) {
    if (isStopped(error)) return undefined;
    log.warn({ err: error, prefix }, 'Object deletion failed; retrying later');
    // If that fails too, the row is due again after the lease.
    await garbage.postpone(id).catch(() => undefined);
    return error;
  }
};
