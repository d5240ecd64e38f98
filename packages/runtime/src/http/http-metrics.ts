import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { InternalResponse } from './serve-internal.js';

/** The metrics of one process and its HTTP server, in Prometheus' format. */
export const createHttpMetrics = (service: string) => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Request duration',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    connections: new Gauge({ name: 'http_connections', help: 'Open client connections', registers }),
  };
};
export type HttpMetrics = ReturnType<typeof createHttpMetrics>;

/** The page that Prometheus scrapes. */
export const metricsPage =
  ({ registry }: Pick<HttpMetrics, 'registry'>) =>
  async (): Promise<InternalResponse> => [200, await registry.metrics(), registry.contentType];
