import { AppError, type TaskId } from '@media/core';
import type { ClaimedTask, Claims, TaskRef } from '@media/database';
import type { Logger } from '@media/runtime';

/** Why a try had to stop before its end. */
export type StopReason = 'lost' | 'shutdown';

/** A task that this process runs. */
export type HeldTask = Disposable & {
  signal: AbortSignal;
  stoppedBecause(): StopReason | undefined;
};

type Entry = TaskRef & { controller: AbortController; confirmedAt: number; stopped?: StopReason; ended: Promise<void> };

export type HeldTasksOptions = {
  claims: Pick<Claims, 'heartbeat'>;
  leaseMs: number;
  heartbeatMs: number;
  log: Logger;
};

/** The claims of this process: prolonged by one statement for all, and given up as soon as they may have lapsed. */
export const holdTasks = ({ claims, leaseMs, heartbeatMs, log }: HeldTasksOptions) => {
  const held = new Set<Entry>();
  const stop = (entry: Entry, reason: StopReason): void => {
    entry.stopped ??= reason;
    entry.controller.abort(new AppError(reason === 'lost' ? 'CLAIM_LOST' : 'CANCELLED', { task: entry.id }));
  };

  const beat = async (): Promise<void> => {
    const asked = [...held];
    if (asked.length === 0) return;
    // Before the answer, not after: the lease counts from when the database wrote it.
    const at = performance.now();
    try {
      const kept = new Set(await claims.heartbeat(asked, leaseMs));
      for (const entry of asked) {
        if (kept.has(entry.id)) entry.confirmedAt = at;
        else stop(entry, 'lost');
      }
    } catch (error) {
      log.warn({ err: error }, 'heartbeat');
    }
  };

  // Without a heartbeat for a whole lease the task is somebody else's by now, whether or not we can be told so.
  const fence = (): void => {
    const now = performance.now();
    for (const entry of held) if (now - entry.confirmedAt > leaseMs) stop(entry, 'lost');
  };

  const timers = [setInterval(beat, heartbeatMs), setInterval(fence, Math.min(1_000, leaseMs / 4))];

  return {
    /** Keeps the claim alive until disposed. `claimedAt`: performance.now() before it was asked for. */
    hold: ({ id, epoch }: ClaimedTask, claimedAt: number): HeldTask => {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const entry: Entry = { id, epoch, controller: new AbortController(), confirmedAt: claimedAt, ended };
      held.add(entry);
      return {
        signal: entry.controller.signal,
        stoppedBecause: () => entry.stopped,
        [Symbol.dispose]: () => {
          held.delete(entry);
          resolve();
        },
      };
    },
    /** A hint that these were cancelled: the database is asked at once, and its answer counts. */
    checkSoon: (ids: readonly TaskId[]): void => {
      if ([...held].some(({ id }) => ids.includes(id))) void beat();
    },
    /** Resolves when nothing is held any more, at the latest after `withinMs`. */
    idle: async (withinMs: number): Promise<void> => {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, withinMs);
      await Promise.race([late, Promise.all([...held].map(({ ended }) => ended))]);
      clearTimeout(timer);
    },
    stopAll: (): void => {
      for (const entry of held) stop(entry, 'shutdown');
    },
    close: (): void => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};
export type HeldTasks = ReturnType<typeof holdTasks>;
