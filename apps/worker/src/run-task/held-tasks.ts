import { AppError, type TaskId } from '@media/core';
import type { ClaimedTask, Claims } from '@media/database';
import type { Logger } from '@media/runtime';
import { countBusy } from './count-busy.js';
import { type Lease, renewLeases } from './renew-leases.js';

/** Why an attempt had to stop early. `unreachable`: its lease expired because the database did not answer. */
export type StopReason = 'lost' | 'unreachable' | 'shutdown';

/** A task held by this process. */
export type HeldTask = Disposable & {
  task: ClaimedTask;
  signal: AbortSignal;
  stopReason(): StopReason | undefined;
};

type Entry = Lease & { controller: AbortController; stopped?: StopReason };

export type HeldTasksOptions = {
  claims: Pick<Claims, 'heartbeat'>;
  leaseMs: number;
  heartbeatMs: number;
  log: Logger;
};

type Holding = { held: Set<Entry>; busy: ReturnType<typeof countBusy>; isStopping: boolean };

/** The claims of this process: renewed together, and dropped when they may have expired or the process shuts down. */
export const holdTasks = (options: HeldTasksOptions) => {
  // `busy` counts from the claim request to the end of the attempt.
  const holding: Holding = { held: new Set(), busy: countBusy(), isStopping: false };
  const { held, busy } = holding;
  const leases = renewLeases({ ...options, held, onLost: stop });
  return {
    /** Renews the claim that `request` gets until disposed. Undefined if it got none, or this process is stopping. */
    claim: async (request: () => Promise<ClaimedTask | undefined>): Promise<HeldTask | undefined> =>
      holding.isStopping ? undefined : claim(holding, request),
    /** A hint that these were canceled: checks the database immediately. */
    checkSoon: (ids: readonly TaskId[]): void => {
      if ([...held].some(({ id }) => ids.includes(id))) void leases.renew();
    },
    /** Resolves when no task is held or being claimed, or after `withinMs`. */
    idle: busy.idle,
    /** Stops all tasks for release, including those still being claimed. */
    stopAll: (): void => {
      holding.isStopping = true;
      for (const entry of held) stop(entry, 'shutdown');
    },
    close: leases.close,
  };
};
export type HeldTasks = ReturnType<typeof holdTasks>;

const claim = async (
  holding: Holding,
  request: () => Promise<ClaimedTask | undefined>,
): Promise<HeldTask | undefined> => {
  const end = holding.busy.begin();
  // Taken before the request: the lease starts when the database writes it.
  const confirmedAt = performance.now();
  const task = await request().catch((error: unknown) => {
    end();
    throw error;
  });
  if (!task) return void end();
  const { id, epoch } = task;
  const entry: Entry = { id, epoch, controller: new AbortController(), confirmedAt, isUnreachable: false };
  holding.held.add(entry);
  // Claimed after stopAll: release it before doing anything.
  if (holding.isStopping) stop(entry, 'shutdown');
  return {
    task,
    signal: entry.controller.signal,
    stopReason: () => entry.stopped,
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
