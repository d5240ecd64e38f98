import { Gauge } from 'prom-client';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';
import { oncePerOutage } from './once-per-outage.js';
import type { TaskQueues } from './queues.js';

/**
 * How many messages each queue holds in each state, counted whenever somebody asks. The dispatcher enqueues a window of what is
 * due: a queue that waits with all of it has a longer backlog in the database.
 */
export const observeQueues = (
  { registry }: Pick<Metrics, 'registry'>,
  queues: Pick<TaskQueues, 'countMessages'>,
  log: Logger,
): void => {
  const attempt = oncePerOutage(log, 'Counting queued messages');
  const gauge = new Gauge({
    name: 'queue_messages',
    help: 'Messages in the queues of tasks: waiting for a worker, active at one, or delayed until a retry',
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
