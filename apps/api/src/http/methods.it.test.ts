import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { type Ids, ownAll, walkRoutes } from '../fixtures/walk-routes.js';

let api: TestApi;
let owner: Person;
let ids: Ids;
beforeAll(async () => {
  api = await startApi();
  ({ owner, ids } = await ownAll(api));
});
afterAll(() => api.close());

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

test('every route that supports GET supports HEAD, with the same status and headers and without a body', async () => {
  // Event streams don't end by themselves, so only their HEAD response is checked here.
  const reads = walkRoutes(api, ids).filter(({ method }) => method === 'GET');
  expect(reads.length).toBeGreaterThan(15);
  for (const { operation, path } of reads) {
    const head = await call(api, 'HEAD', path, { token: owner.token });
    expect([operation, head.text]).toEqual([operation, '']);
    if (operation.endsWith('/events')) {
      expect([operation, head.status, head.headers.get('content-type')]).toEqual([
        ...[operation, head.status === 204 ? 204 : 200],
        head.status === 204 ? null : 'text/event-stream; charset=utf-8',
      ]);
      continue;
    }
    const get = await call(api, 'GET', path, { token: owner.token });
    expect([operation, head.status]).toEqual([operation, get.status]);
    for (const name of ['content-type', 'cache-control', 'vary', 'x-content-type-options']) {
      expect([operation, name, head.headers.get(name)]).toEqual([operation, name, get.headers.get(name)]);
    }
  }
});

test('HEAD of an event stream ends immediately and does not count as an open stream', async () => {
  const { token } = owner;
  const follow = () => call(api, 'HEAD', '/events', { token });
  for (let count = 0; count < 20; count += 1) expect((await follow()).status).toBe(200);
  await expect.poll(async () => (await api.deps.metrics.followers.get()).values[0]?.value ?? 0).toBe(0);
});

test('unsupported methods get status 405 and an Allow header', async () => {
  const walked = walkRoutes(api, ids);
  const takes = Map.groupBy(walked, ({ path }) => path);
  for (const [path, operations] of takes) {
    const methods = operations.map(({ method }) => method);
    for (const method of METHODS.filter((one) => !methods.includes(one))) {
      const { status, headers, body } = await call(api, method, path, { token: owner.token });
      expect([method, path, status, body.code]).toEqual([method, path, 405, 'METHOD_NOT_ALLOWED']);
      expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      const allowed = new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
      expect(new Set(headers.get('allow')?.split(', '))).toEqual(allowed);
    }
  }
});

test('an unknown path gets status 404 with every method', async () => {
  for (const method of METHODS) expect((await call(api, method, '/nowhere')).status).toBe(404);
});

test('every route with a body rejects other content types with 415 and documents it', async () => {
  const { body: description } = await call(api, 'GET', '/openapi.json');
  const withBody = walkRoutes(api, ids).filter(({ route }) => route.body);
  expect(withBody.length).toBeGreaterThan(8);
  for (const { operation, method, path } of withBody) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'json']) {
      const headers = { 'content-type': type };
      const response = await call(api, method, path, { token: owner.token, body: '{}', headers });
      expect([operation, type, response.status, response.body.code]).toEqual([
        ...[operation, type, 415, 'MEDIA_TYPE_UNSUPPORTED'],
      ]);
    }
    const [verb = '', template = ''] = operation.split(' ');
    expect(description).toHaveProperty(['paths', template, verb.toLowerCase(), 'responses', '415']);
  }
});

test('OPTIONS gets an empty response, even if it is not a preflight', async () => {
  const { status, text } = await call(api, 'OPTIONS', '/videos');
  expect([status, text]).toEqual([204, '']);
});
