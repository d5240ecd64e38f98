import type { TaskEndings } from '@media/database';
import type { Live, Logger } from '@media/runtime';

const EXPIRED_AT_ONCE = 100;

export type AbandonDeps = {
  endings: Pick<TaskEndings, 'expired' | 'abandon'>;
  live: Pick<Live, 'cancel'>;
  log: Logger;
};

/** Abandons the workers that let leases run out. One task that cannot be abandoned does not keep the others from it. */
export const abandonLost = async ({ endings, live, log }: AbandonDeps): Promise<void> => {
  const errors: unknown[] = [];
  for (const id of await endings.expired(EXPIRED_AT_ONCE)) {
    try {
      log.warn({ task: id }, 'Lease expired; abandoning attempt');
      // A hint, that a Redis which does not answer must not hold up.
      void live.cancel(await endings.abandon(id));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Abandoning some tasks failed');
};
