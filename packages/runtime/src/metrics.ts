import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers of one process, in Prometheus' format. */
export const createMetrics = (service: string) => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer requests',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
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
