import { Gauge } from 'prom-client';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';
import { oncePerOutage } from './once-per-outage.js';
import type { TaskQueues } from './queues.js';

/**
 * The messages in each queue by state, counted at each scrape. The dispatcher enqueues a limited window of due tasks, so
 * a full window means that there is a longer backlog in the database.
 */
export const observeQueues = (
  { registry }: Pick<Metrics, 'registry'>,
  queues: Pick<TaskQueues, 'countMessages'>,
  log: Logger,
): void => {
  const attempt = oncePerOutage(log, 'Counting queued messages');
  const gauge = new Gauge({
    name: 'queue_messages',
    help: 'Messages in the task queues: waiting, active, or delayed until a retry',
    labelNames: ['queue', 'state'],
    registers: [],
    collect: async () => {
      gauge.reset();
      await attempt(async () => {
        for (const [queue, counts] of await queues.countMessages())
          for (const [state, count] of Object.entries(counts)) gauge.set({ queue, state }, count);
      });
    },
  });
  registry.registerMetric(gauge);
};
