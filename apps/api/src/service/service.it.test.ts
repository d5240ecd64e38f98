import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('it is ready when PostgreSQL, Redis and the store answer, and says so for each', async () => {
  const { status, body } = await call(api, 'GET', '/health/ready');
  expect(status).toBe(200);
  expect(body).toEqual({
    status: 'ok',
    checks: { postgres: { status: 'ok' }, redis: { status: 'ok' }, s3: { status: 'ok' } },
  });
});
