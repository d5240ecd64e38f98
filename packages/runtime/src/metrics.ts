import { Counter, Gauge, Histogram } from 'prom-client';
import { createHttpMetrics } from './http/index.js';

/** The numbers of one process, in Prometheus' format. */
export const createMetrics = (service: string) => {
  const http = createHttpMetrics(service);
  const registers = [http.registry];
  return {
    ...http,
    followers: new Gauge({ name: 'sse_followers', help: 'Open event streams', registers }),
    tasks: new Counter({
      name: 'tasks_total',
      help: 'Tries of tasks that ended',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    taskSeconds: new Histogram({
      name: 'task_duration_seconds',
      help: 'Wall time of tries of tasks',
      labelNames: ['kind'],
      buckets: [0.1, 0.5, 2, 10, 30, 120, 600, 3_600],
      registers,
    }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;
