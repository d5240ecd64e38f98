import { subscribe } from 'node:diagnostics_channel';
import { createHttpMetrics, metricsPage, serveInternal } from '@media/runtime/http';
import { FORWARDED, type ForwardedRequest } from './publish-forwarded';

/** First path segments of the API. All other paths count as `other`, because clients can send any number of them. */
export const API_AREAS: ReadonlySet<string> = new Set([
  ...[
    'auth',
    'actor',
    'uploads',
    'videos',
    'tags',
    'trash',
    'events',
    'recipes',
    'organizations',
    'usage',
    'api-keys',
    'invitations',
    'audit',
    'watch',
    'shares',
    'oembed',
  ],
  ...['health', 'docs', 'openapi.json'],
]);

const routeOf = (path: string): string => {
  const area = path.split('/')[1] ?? '';
  return API_AREAS.has(area) ? `/api/${area}` : 'other';
};

/** Serves metrics of this process and of the requests it forwards to the API: by area, method and status, never by full path. */
export const serveMetrics = async ({ port, host }: { port: number; host: string }) => {
  const metrics = createHttpMetrics('web');
  subscribe(FORWARDED, (message) => {
    const { method, path, status, seconds } = message as ForwardedRequest;
    metrics.requests.observe({ method, route: routeOf(path), status }, seconds);
  });
  return serveInternal({
    ...{ host, port },
    pages: { '/metrics': metricsPage(metrics) },
    onFailure: (error) => console.error('Metrics collection failed', error),
  });
};
