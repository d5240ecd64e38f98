import type { TaskEndings } from '@media/database';
import type { Live, Logger } from '@media/runtime';

const MAX_EXPIRED = 100;

export type AbandonDeps = {
  endings: Pick<TaskEndings, 'expired' | 'abandon'>;
  live: Pick<Live, 'cancel'>;
  log: Logger;
};

/** Ends the attempts whose leases have expired. A failure for one task doesn't block the others. */
export const abandonLost = async ({ endings, live, log }: AbandonDeps): Promise<void> => {
  const errors: unknown[] = [];
  for (const id of await endings.expired(MAX_EXPIRED)) {
    try {
      log.warn({ task: id }, 'Lease expired; abandoning attempt');
      // Only a hint, so it must not wait for Redis.
      void live.cancel(await endings.abandon(id));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Abandoning some tasks failed');
};
