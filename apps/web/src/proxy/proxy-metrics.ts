import { subscribe } from 'node:diagnostics_channel';
import { createHttpMetrics, metricsPage, serveInternal } from '@media/runtime/http';
import { FORWARDED, type Forwarded } from './note-forwarded';

/** What the API answers under. Anything else, which anybody can make up without end, is one more. */
const AREAS = new Set([
  ...['auth', 'actor', 'organizations', 'invitations', 'api-keys', 'audit', 'usage'],
  ...['uploads', 'videos', 'watch', 'shares', 'events', 'recipes', 'webhooks', 'operate'],
  ...['health', 'docs', 'openapi.json'],
]);

const routeOf = (path: string): string => {
  const area = path.split('/')[1] ?? '';
  return AREAS.has(area) ? `/api/${area}` : 'other';
};

/** Tells Prometheus of this process, and of what it passes on to the API: by area, method and status, never by address. */
export const serveMetrics = async ({ port, host }: { port: number; host: string }) => {
  const metrics = createHttpMetrics('web');
  subscribe(FORWARDED, (message) => {
    const { method, path, status, seconds } = message as Forwarded;
    metrics.requests.observe({ method, route: routeOf(path), status }, seconds);
  });
  return serveInternal({
    ...{ host, port },
    pages: { '/metrics': metricsPage(metrics) },
    onFailure: (error) => console.error('The metrics could not be collected.', error),
  });
};
