import { AppError, type TaskId } from '@media/core';
import type { ClaimedTask, Claims } from '@media/database';
import type { Logger } from '@media/runtime';
import { countBusy } from './count-busy.js';
import { type Lease, prolongLeases } from './prolong-leases.js';

/** Why a try had to stop before its end. `unreachable`: its lease ran out because the database did not answer. */
export type StopReason = 'lost' | 'unreachable' | 'shutdown';

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

type Holding = { held: Set<Entry>; busy: ReturnType<typeof countBusy>; isStopping: boolean };

/** The claims of this process: kept alive together, and given up as soon as they may have lapsed or the process ends. */
export const holdTasks = (options: HeldTasksOptions) => {
  // `busy` counts from the asking for a claim to the end of its try.
  const holding: Holding = { held: new Set(), busy: countBusy(), isStopping: false };
  const { held, busy } = holding;
  const leases = prolongLeases({ ...options, held, lose: stop });
  return {
    /** Keeps what `ask` claims alive until disposed. Undefined when it got nothing, or this process takes no more. */
    claim: async (ask: () => Promise<ClaimedTask | undefined>): Promise<HeldTask | undefined> =>
      holding.isStopping ? undefined : claim(holding, ask),
    /** A hint that these were cancelled: the database is asked at once, and its answer counts. */
    checkSoon: (ids: readonly TaskId[]): void => {
      if ([...held].some(({ id }) => ids.includes(id))) void leases.prolong();
    },
    /** Resolves when nothing is held or asked for any more, at the latest after `withinMs`. */
    idle: busy.idle,
    /** Hands everything back, and what is still being claimed as soon as it comes. */
    stopAll: (): void => {
      holding.isStopping = true;
      for (const entry of held) stop(entry, 'shutdown');
    },
    close: leases.close,
  };
};
export type HeldTasks = ReturnType<typeof holdTasks>;

const claim = async (holding: Holding, ask: () => Promise<ClaimedTask | undefined>): Promise<HeldTask | undefined> => {
  const end = holding.busy.begin();
  // Before the answer, not after: the lease counts from when the database wrote it.
  const confirmedAt = performance.now();
  const task = await ask().catch((error: unknown) => {
    end();
    throw error;
  });
  if (!task) return void end();
  const { id, epoch } = task;
  const entry: Entry = { id, epoch, controller: new AbortController(), confirmedAt, isUnreachable: false };
  holding.held.add(entry);
  // It was asked for before and came after: handed back before anything is done.
  if (holding.isStopping) stop(entry, 'shutdown');
  return {
    task,
    signal: entry.controller.signal,
    stoppedBecause: () => entry.stopped,
    [Symbol.dispose]: () => {
      holding.held.delete(entry);
      end();
    },
  };
};

const stop = (entry: Entry, reason: StopReason): void => {
  entry.stopped ??= reason;
  entry.controller.abort(new AppError(reason === 'shutdown' ? 'CANCELLED' : 'CLAIM_LOST', { task: entry.id }));
};
