import { AppError, type TaskId } from '@media/core';
import type { ClaimedTask, Claims } from '@media/database';
import type { Logger } from '@media/runtime';
import { type Lease, prolongLeases } from './prolong-leases.js';

/** Why a try had to stop before its end. */
export type StopReason = 'lost' | 'shutdown';

/** A task that this process runs. */
export type HeldTask = Disposable & {
  task: ClaimedTask;
  signal: AbortSignal;
  stoppedBecause(): StopReason | undefined;
};

type Entry = Lease & { controller: AbortController; stopped?: StopReason };

export type HeldTasksOptions = {
  claims: Pick<Claims, 'heartbeat'>;
  leaseMs: number;
  heartbeatMs: number;
  log: Logger;
};

/** The claims of this process: kept alive together, and given up as soon as they may have lapsed or the process ends. */
export const holdTasks = (options: HeldTasksOptions) => {
  const held = new Set<Entry>();
  /** Of everything from the asking for a claim to the end of its try. */
  const busy = new Set<Promise<void>>();
  let isStopping = false;

  const stop = (entry: Entry, reason: StopReason): void => {
    entry.stopped ??= reason;
    entry.controller.abort(new AppError(reason === 'lost' ? 'CLAIM_LOST' : 'CANCELLED', { task: entry.id }));
  };
  const leases = prolongLeases({ ...options, held, lose: (entry) => stop(entry, 'lost') });

  const hold = (task: ClaimedTask, confirmedAt: number, end: () => void): HeldTask => {
    const { id, epoch } = task;
    const entry: Entry = { id, epoch, controller: new AbortController(), confirmedAt };
    held.add(entry);
    // It was asked for before and came after: handed back before anything is done.
    if (isStopping) stop(entry, 'shutdown');
    return {
      task,
      signal: entry.controller.signal,
      stoppedBecause: () => entry.stopped,
      [Symbol.dispose]: () => {
        held.delete(entry);
        end();
      },
    };
  };

  return {
    /** Keeps what `ask` claims alive until disposed. Undefined when it got nothing, or this process takes no more. */
    claim: async (ask: () => Promise<ClaimedTask | undefined>): Promise<HeldTask | undefined> => {
      if (isStopping) return undefined;
      const end = begin(busy);
      // Before the answer, not after: the lease counts from when the database wrote it.
      const askedAt = performance.now();
      try {
        const task = await ask();
        if (task) return hold(task, askedAt, end);
      } catch (error) {
        end();
        throw error;
      }
      end();
      return undefined;
    },
    /** A hint that these were cancelled: the database is asked at once, and its answer counts. */
    checkSoon: (ids: readonly TaskId[]): void => {
      if ([...held].some(({ id }) => ids.includes(id))) void leases.prolong();
    },
    /** Resolves when nothing is held or asked for any more, at the latest after `withinMs`. */
    idle: (withinMs: number): Promise<void> => untilEmpty(busy, withinMs),
    /** Hands everything back, and what is still being claimed as soon as it comes. */
    stopAll: (): void => {
      isStopping = true;
      for (const entry of held) stop(entry, 'shutdown');
    },
    close: leases.close,
  };
};
export type HeldTasks = ReturnType<typeof holdTasks>;

const begin = (busy: Set<Promise<void>>): (() => void) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  busy.add(promise);
  return () => {
    busy.delete(promise);
    resolve();
  };
};

const untilEmpty = async (busy: ReadonlySet<Promise<void>>, withinMs: number): Promise<void> => {
  let isLate = false;
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    isLate = true;
    resolve();
  }, withinMs);
  while (busy.size > 0 && !isLate) await Promise.race([late, Promise.all(busy)]);
  clearTimeout(timer);
};
