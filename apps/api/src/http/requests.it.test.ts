import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
  ada = await signUp(api);
});
afterAll(() => api.close());

test('an unknown path gets a problem document with the request id of the client', async () => {
  const { status, headers, body } = await call(api, 'GET', '/nowhere', { headers: { 'x-request-id': 'trace-12345' } });
  expect(status).toBe(404);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(headers.get('x-request-id')).toBe('trace-12345');
  expect(body).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'ROUTE_NOT_FOUND',
    detail: 'Nothing exists at this address. Check the path. GET /openapi.json lists every route.',
    requestId: 'trace-12345',
  });
});

test.each([
  ['GET', '/videos/not-a-uuid', 'VIDEO_NOT_FOUND'],
  ['GET', '/videos/not-a-uuid/jobs', 'VIDEO_NOT_FOUND'],
  ['DELETE', '/videos/0197c0de-0000-4000-8000-000000000000', 'VIDEO_NOT_FOUND'],
  ['GET', '/uploads/not-a-uuid', 'UPLOAD_NOT_FOUND'],
  ['DELETE', '/uploads/not-a-uuid', 'UPLOAD_NOT_FOUND'],
  ['DELETE', '/auth/sessions/not-a-uuid', 'SESSION_NOT_FOUND'],
  ['GET', '/docs/none', 'ROUTE_NOT_FOUND'],
])('%s %s gets the same response as a nonexistent id', async (method, path, code) => {
  expect(await call(api, method, path, { token: ada.token })).toMatchObject({ status: 404, body: { code } });
});

test('a request id that is unsafe for logs is replaced', async () => {
  const { headers } = await call(api, 'GET', '/health/live', { headers: { 'x-request-id': 'a b{"c":1}' } });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('invalid JSON gets status 400, and unknown or invalid fields get status 422 with their paths', async () => {
  const { token } = ada;
  const post = (body: unknown) => call(api, 'POST', '/uploads', { token, body });
  expect(await post('{"fileName":')).toMatchObject({ status: 400, body: { code: 'REQUEST_MALFORMED' } });
  expect(await post('{"__proto__":{"a":1}}')).toMatchObject({ status: 400 });
  const { status, body } = await post({ fileName: 'a.mp4', sizeBytes: -1, organizationId: 'x' });
  expect(status).toBe(422);
  const paths = (body.errors as { path: string }[]).map(({ path }) => path);
  expect(paths).toContain('sizeBytes');
  expect(JSON.stringify(body.errors)).toContain('organizationId');
});

test('a route without a body rejects any body and changes nothing', async () => {
  const { token } = ada;
  const id = await publishVideo(api, ada);
  const routes = [
    ['POST', `/videos/${id}/cancel`],
    ['POST', `/videos/${id}/playback-tokens`],
    ['DELETE', `/videos/${id}`],
    ['POST', '/auth/logout'],
  ] as const;
  for (const [method, path] of routes) {
    for (const body of [{ force: true }, [], '"text"', 'null']) {
      const response = await call(api, method, path, { token, body });
      expect([path, response.status, response.body.code]).toEqual([path, 422, 'REQUEST_INVALID']);
    }
  }
  expect((await call(api, 'GET', '/auth/me', { token })).status).toBe(200);
  expect((await call(api, 'DELETE', `/videos/${id}`, { token, body: {} })).status).toBe(204);
});

test('text that cannot be stored gets status 422 instead of 500', async () => {
  for (const text of ['a\u0000b', 'half \ud83d']) {
    const body = { fileName: 'a.mp4', sizeBytes: 1, video: { title: text, metadata: { a: text } } };
    const response = await call(api, 'POST', '/uploads', { token: ada.token, body });
    expect([response.status, response.body.code]).toEqual([422, 'REQUEST_INVALID']);
  }
});

test('a title that could disguise another one gets status 422 with the reason', async () => {
  const id = await publishVideo(api, ada);
  const { token } = ada;
  const response = await call(api, 'PATCH', `/videos/${id}`, { token, body: { title: 'clip\u202e4pm.exe' } });
  const message = expect.stringContaining('text direction');
  expect([response.status, response.body.errors]).toEqual([422, [{ path: 'title', message }]]);
});

test('a body that is too large is rejected', async () => {
  const body = { email: 'a@example.org', password: 'x'.repeat(300_000) };
  const response = await call(api, 'POST', '/auth/login', { body });
  expect(response).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
});

test('an organization that the user does not belong to gets status 404', async () => {
  const { organizationId } = await signUp(api);
  for (const name of [organizationId, 'nonsense']) {
    const response = await call(api, 'GET', '/videos', { token: ada.token, headers: { 'x-organization-id': name } });
    expect(response).toMatchObject({ status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } });
  }
});

test('a viewer can read but not change anything', async () => {
  const viewer = await signUp(api);
  const { organizationId } = ada;
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: viewer.userId, role: 'viewer' } });
  const inTheirs = { token: viewer.token, headers: { 'x-organization-id': organizationId } };
  expect((await call(api, 'GET', '/videos', inTheirs)).status).toBe(200);
  const upload = { ...inTheirs, body: { fileName: 'a.mp4', sizeBytes: 1 } };
  const detail = expect.stringMatching(/^You aren't allowed to upload files \(permission upload\.write\)\./);
  expect(await call(api, 'POST', '/uploads', upload)).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN', detail },
  });
});

test('CORS allows any origin, without credentials', async () => {
  const { headers } = await call(api, 'OPTIONS', '/videos', {
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
  });
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-allow-credentials')).toBeNull();
});

test('a database outage gets status 503 without internal details', async () => {
  const lonely = await startApi();
  const { token } = await signUp(lonely);
  await lonely.close();
  const dead = await startApi({ DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' });
  try {
    const { status, body, text, headers } = await call(dead, 'GET', '/auth/me', { token });
    expect([status, body.code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).not.toMatch(/secret|prisma|postgres/i);
    expect((await call(dead, 'GET', '/health/ready')).status).toBe(503);
    expect((await call(dead, 'GET', '/health/live')).status).toBe(200);
  } finally {
    await dead.close();
  }
});
