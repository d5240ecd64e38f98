import type { Claims, TaskRef } from '@media/database';
import type { Logger } from '@media/runtime';

/** `confirmedAt`: when the claim was last known to be ours (performance.now()). `isUnreachable`: the last heartbeat is unanswered. */
export type Lease = TaskRef & { confirmedAt: number; isUnreachable: boolean };

export type RenewOptions<Held extends Lease> = {
  claims: Pick<Claims, 'heartbeat'>;
  leaseMs: number;
  heartbeatMs: number;
  held: ReadonlySet<Held>;
  /** Called when a claim is, or may be, lost. */
  onLost(lease: Held, reason: 'lost' | 'unreachable'): void;
  log: Logger;
};

/** Renews all claims of a process periodically, in one statement. */
export const renewLeases = <Held extends Lease>(options: RenewOptions<Held>) => {
  const { claims, leaseMs, heartbeatMs, held, onLost, log } = options;

  const renew = async (): Promise<void> => {
    const asked = [...held];
    if (asked.length === 0) return;
    // Taken before the request: the lease starts when the database writes it.
    const at = performance.now();
    const unanswered = new Set(asked.filter(({ isUnreachable }) => isUnreachable));
    for (const lease of asked) lease.isUnreachable = true;
    try {
      const { kept, locked } = await claims.heartbeat(asked, leaseMs);
      for (const lease of asked) {
        // If it expired during an outage, this response is the first to say so.
        if (!kept.has(lease.id)) onLost(lease, unanswered.has(lease) ? 'unreachable' : 'lost');
        // A locked one is still ours, but wasn't renewed.
        else if (!locked.has(lease.id)) lease.confirmedAt = at;
        lease.isUnreachable = false;
      }
    } catch (error) {
      log.warn({ err: error }, 'Heartbeat failed');
    }
  };

  // After a whole lease without a heartbeat, another worker may have the task, even if the database can't tell us.
  const fence = (): void => {
    const now = performance.now();
    for (const lease of held)
      if (now - lease.confirmedAt > leaseMs) onLost(lease, lease.isUnreachable ? 'unreachable' : 'lost');
  };

  const timers = [setInterval(renew, heartbeatMs), setInterval(fence, Math.min(1_000, leaseMs / 4))];
  return {
    renew,
    close: (): void => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};
