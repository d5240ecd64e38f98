import { expect, onTestFinished, test } from 'vitest';
import { createHttpMetrics, metricsPage } from './http-metrics.js';
import { type InternalServer, serveInternal } from './serve-internal.js';

const start = async (pages: InternalServer['pages']) => {
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const server = await serveInternal({ host: '127.0.0.1', port: 0, pages, onFailure });
  onTestFinished(server.close);
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' } });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  return { ask, failures };
};

test('metrics are served in Prometheus format, on their path only', async () => {
  const metrics = createHttpMetrics('test');
  const { ask } = await start({ '/metrics': metricsPage(metrics) });
  metrics.requests.observe({ method: 'GET', route: '/x', status: 200 }, 0.1);
  const { status, type, text } = await ask('/metrics');
  expect([status, type]).toEqual([200, metrics.registry.contentType]);
  expect(text).toContain('http_request_duration_seconds_count{service="test",method="GET",route="/x",status="200"} 1');
  expect(text).toContain('process_cpu_seconds_total');
  for (const path of ['/', '/metrics/', '/constructor', '/health/live']) expect((await ask(path)).status).toBe(404);
});

test('a failing page fails only its own request', async () => {
  const broken = new Error('broken');
  const { ask, failures } = await start({ '/metrics': () => Promise.reject(broken) });
  expect((await ask('/metrics')).status).toBe(500);
  expect((await ask('//')).status).toBe(400);
  expect(failures).toEqual([broken]);
});
