import { Counter, Gauge, Histogram } from 'prom-client';
import { createHttpMetrics } from './http/index.js';

/** The metrics of one process, in Prometheus' format. */
export const createMetrics = (service: string) => {
  const http = createHttpMetrics(service);
  const registers = [http.registry];
  return {
    ...http,
    followers: new Gauge({ name: 'sse_followers', help: 'Open event streams', registers }),
    tasks: new Counter({
      name: 'tasks_total',
      help: 'Attempts that have ended',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    taskSeconds: new Histogram({
      name: 'task_duration_seconds',
      help: 'Duration of attempts',
      labelNames: ['kind'],
      buckets: [0.1, 0.5, 2, 10, 30, 120, 600, 3_600],
      registers,
    }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;
