import type { Garbage } from '@media/database';
import { isStopped } from './is-stopped.js';
import type { SweepDeps } from './sweep-deps.js';
import { workOff } from './work-off.js';

const LEASE_MS = 10 * 60_000;
/** A prefix costs three requests, one after the other: with 100 ms each these are 50 prefixes a second. */
const AT_ONCE = 16;
const MOST_PER_SWEEP = 2_000;

type Deps = Pick<SweepDeps, 'garbage' | 'store' | 'log'>;

/**
 * Removes bytes that no row names any more, until nothing is due. Processes share the work. The row goes last, so that a
 * crash in between repeats the removal. What cannot be removed is left for later and keeps nothing else waiting.
 */
export const collectGarbage = (deps: Deps, stop?: AbortSignal): Promise<void> =>
  workOff({
    take: (limit) => deps.garbage.take(limit, LEASE_MS),
    work: (taken) => removeBytes(deps, taken),
    ...{ atOnce: AT_ONCE, mostPerSweep: MOST_PER_SWEEP, stop },
  });

const removeBytes = async ({ garbage, store, log }: Deps, { id, prefix }: Garbage): Promise<unknown> => {
  try {
    await store.deletePrefix(prefix);
    await garbage.remove(id);
    return undefined;
  } catch (error) {
    if (isStopped(error)) return undefined;
    log.warn({ err: error, prefix }, 'Object deletion failed; retrying later');
    // If not even that can be written down, the lease is the pause.
    await garbage.postpone(id).catch(() => undefined);
    return error;
  }
};
