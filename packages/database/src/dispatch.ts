import type { OrganizationId } from '@media/core';
import { chargeAttempts } from './charge-attempts.js';
import { chooseTasks, type DueTask } from './choose-tasks.js';
import { forgetFlows, wakeAllFlows, wakeFlows } from './dispatch-flows.js';
import { requeueDueRetries, untilNextRetry } from './due-retries.js';
import { FLEET } from './fleet.js';
import { sampleThroughput } from './sample-throughput.js';
import type { Database } from './transaction.js';

export type { DueTask };

/** Organizations whose tasks may have become ready; `all` if unknown. */
export type Woken = 'all' | ReadonlySet<OrganizationId>;

/** What the dispatcher of a fleet does in the database. One process at a time may call it (`joinElection`). */
export const dispatchRepository = (database: Database, fleet = FLEET) => ({
  /** Forgets flows that nobody needs anymore. */
  prepare: (): Promise<void> => forgetFlows(database, fleet),

  /**
   * Charges what has run since the last call, and chooses the next tasks of every queue (docs/scheduling.md): at most `window` of
   * each, in the order in which they should run.
   */
  due: async (window: number, woken: Woken = 'all'): Promise<DueTask[]> => {
    const [retried] = await Promise.all([requeueDueRetries(database, fleet), chargeAttempts(database, fleet)]);
    if (woken === 'all') {
      await wakeAllFlows(database, fleet);
      await sampleThroughput(database, fleet);
    } else await wakeFlows(database, fleet, [...woken, ...retried]);
    return chooseTasks(database, fleet, window);
  },

  /** Milliseconds until the next retry is due; undefined if none waits. */
  untilNextRetry: (): Promise<number | undefined> => untilNextRetry(database, fleet),
});
export type DispatchRows = ReturnType<typeof dispatchRepository>;
