import type { Claims, TaskRef } from '@media/database';
import type { Logger } from '@media/runtime';

/** `confirmedAt`: performance.now() of the last time when the claim was certainly ours. `isUnreachable`: the last heartbeat has no answer. */
export type Lease = TaskRef & { confirmedAt: number; isUnreachable: boolean };

export type ProlongOptions<Held extends Lease> = {
  claims: Pick<Claims, 'heartbeat'>;
  leaseMs: number;
  heartbeatMs: number;
  held: ReadonlySet<Held>;
  /** Called when a claim is, or may be, somebody else's by now. */
  lose(lease: Held, reason: 'lost' | 'unreachable'): void;
  log: Logger;
};

/** Prolongs all claims of a process by one statement, again and again. */
export const prolongLeases = <Held extends Lease>(options: ProlongOptions<Held>) => {
  const { claims, leaseMs, heartbeatMs, held, lose, log } = options;

  const prolong = async (): Promise<void> => {
    const asked = [...held];
    if (asked.length === 0) return;
    // Before the answer, not after: the lease counts from when the database wrote it.
    const at = performance.now();
    const unanswered = new Set(asked.filter(({ isUnreachable }) => isUnreachable));
    for (const lease of asked) lease.isUnreachable = true;
    try {
      const { kept, locked } = await claims.heartbeat(asked, leaseMs);
      for (const lease of asked) {
        // It may have run out while the database was away: then this answer is the first to say so.
        if (!kept.has(lease.id)) lose(lease, unanswered.has(lease) ? 'unreachable' : 'lost');
        // One that is locked is still ours, and as old as it was.
        else if (!locked.has(lease.id)) lease.confirmedAt = at;
        lease.isUnreachable = false;
      }
    } catch (error) {
      log.warn({ err: error }, 'Heartbeat failed');
    }
  };

  // Without a heartbeat for a whole lease the task is somebody else's by now, whether or not we can be told so.
  const fence = (): void => {
    const now = performance.now();
    for (const lease of held)
      if (now - lease.confirmedAt > leaseMs) lose(lease, lease.isUnreachable ? 'unreachable' : 'lost');
  };

  const timers = [setInterval(prolong, heartbeatMs), setInterval(fence, Math.min(1_000, leaseMs / 4))];
  return {
    prolong,
    close: (): void => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};
