import type { OrganizationId } from '@media/core';
import { chargeAttempts } from './charge-attempts.js';
import { chooseTasks, type DueTask } from './choose-tasks.js';
import { forgetFlows, wakeFlows } from './dispatch-flows.js';
import { requeueDueRetries, untilNextRetry } from './due-retries.js';
import { FLEET } from './fleet.js';
import { sampleThroughput } from './sample-throughput.js';
import type { Database } from './transaction.js';
import { createFlowScan } from './wake-all-flows.js';

export type { DueTask };

/** Organizations whose tasks may have become ready; `all` if unknown. */
export type Woken = 'all' | ReadonlySet<OrganizationId>;

/** Flows without a task that can run are skipped until the window is full, but not so many that a call takes long. */
const MAX_CHOICES = 50;

/** What the dispatcher of a fleet does in the database. One process at a time may call it (`joinElection`). */
export const dispatchRepository = (database: Database, fleet = FLEET) => {
  const scan = createFlowScan(database, fleet);
  let isCut = false;
  return {
    /** Forgets flows that nobody needs anymore. */
    prepare: (): Promise<void> => forgetFlows(database, fleet),

    /** The next calls of `due` look at all organizations. */
    wakeAll: (): void => scan.request(),

    /**
     * Charges what has run since the last call, and chooses the next tasks of every queue (docs/scheduling.md): at most `window` of
     * each, in the order in which they should run.
     */
    due: async (window: number, woken: Woken = 'all'): Promise<DueTask[]> => {
      const [retried] = await Promise.all([requeueDueRetries(database, fleet), chargeAttempts(database, fleet)]);
      if (woken === 'all') scan.request();
      await wakeFlows(database, fleet, [...(woken === 'all' ? [] : woken), ...retried]);
      if (scan.isUnfinished() && (await scan.step())) await sampleThroughput(database, fleet);
      let chosen = await chooseTasks(database, fleet, window);
      for (let count = 1; chosen.isCut && count < MAX_CHOICES; count += 1)
        chosen = await chooseTasks(database, fleet, window);
      isCut = chosen.isCut;
      return chosen.tasks;
    },

    /** Milliseconds until there is something to do again, without a notification; undefined if nothing is known. */
    untilNext: async (): Promise<number | undefined> =>
      isCut || scan.isUnfinished() ? 0 : untilNextRetry(database, fleet),
  };
};
export type DispatchRows = ReturnType<typeof dispatchRepository>;
