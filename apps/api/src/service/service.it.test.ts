import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('readiness reports PostgreSQL, Redis, and storage separately', async () => {
  const { status, body } = await call(api, 'GET', '/health/ready');
  expect(status).toBe(200);
  expect(body).toEqual({
    status: 'ok',
    checks: { postgres: { status: 'ok' }, redis: { status: 'ok' }, s3: { status: 'ok' } },
  });
});

test('metrics label requests by route and status, never by URL', async () => {
  await call(api, 'GET', '/videos/0197c0de-0000-7000-8000-000000000000');
  const text = await api.deps.metrics.registry.metrics();
  expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/videos\/:id"[^}]*status="401"/);
  expect(text).not.toContain('0197c0de');
});

test('the API reference loads nothing from other hosts, and its files can be cached forever', async () => {
  const page = await call(api, 'GET', '/docs');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('cache-control')).toBe('public, no-cache');
  expect(page.text).not.toMatch(/https?:/);
  const files = [...page.text.matchAll(/"docs\/([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files.map((file) => file.split('-')[0])).toEqual(['page', 'reference', 'start']);
  for (const file of files) {
    const { status, headers } = await call(api, 'GET', `/docs/${file}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(headers.get('content-encoding')).toBe('gzip');
  }
  expect((await call(api, 'GET', '/docs/package.json')).status).toBe(404);
  expect((await call(api, 'GET', '/docs/..%2Fpackage.json')).status).toBe(404);
});

test('a client with the current OpenAPI document gets status 304', async () => {
  const first = await call(api, 'GET', '/openapi.json');
  const etag = first.headers.get('etag') ?? '';
  expect(first.body).toHaveProperty('openapi');
  for (const known of [etag, etag.replace(/^W\//, ''), `"other", ${etag}`]) {
    const { status, text } = await call(api, 'GET', '/openapi.json', { headers: { 'if-none-match': known } });
    expect([status, text]).toEqual([304, '']);
  }
  const other = await call(api, 'GET', '/openapi.json', { headers: { 'if-none-match': '"other"' } });
  expect(other.text).toBe(first.text);
});

test('the OpenAPI document is compressed only if the client accepts gzip', async () => {
  const headers = { 'accept-encoding': 'gzip;q=0, identity' };
  const plain = await call(api, 'GET', '/openapi.json', { headers });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(plain.headers.get('vary')).toContain('accept-encoding');
  expect((await call(api, 'GET', '/openapi.json')).headers.get('content-encoding')).toBe('gzip');
});

test('metrics are not served on the public port', async () => {
  expect((await call(api, 'GET', '/metrics')).status).toBe(404);
});

test('the OpenAPI document contains every schema that it references', async () => {
  const { text, body } = await call(api, 'GET', '/openapi.json');
  const named = Object.keys((body.components as { schemas: object }).schemas);
  const used = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
  expect(new Set(used).size).toBeGreaterThan(10);
  expect(used.filter((name) => !named.includes(name ?? ''))).toEqual([]);
  expect(text).not.toContain('$defs');
});
