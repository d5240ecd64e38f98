import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, PASSWORD, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const refresh = (refreshToken: string) => call(api, 'POST', '/auth/refresh', { body: { refreshToken } });
const cookieOf = (headers: Headers): string => headers.getSetCookie()[0] ?? '';

test('who registers is signed in, owns a personal organization, and is known by a lower-cased address', async () => {
  const email = `Ada.${randomUUID()}@Example.org`;
  const { status, body } = await call(api, 'POST', '/auth/register', {
    body: { email, password: PASSWORD, name: 'Ada' },
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    user: { email: email.toLowerCase(), name: 'Ada', organizations: [{ name: 'Ada', role: 'owner' }] },
    expiresIn: 900,
  });
  const me = await call(api, 'GET', '/auth/me', { token: String(body.accessToken) });
  expect(me.body).toEqual(body.user);
  const again = await call(api, 'POST', '/auth/register', { body: { email: email.toUpperCase(), password: PASSWORD } });
  expect(again).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
});

test('of a password only its Argon2id is stored, at the cost that OWASP asks for', async () => {
  const { userId } = await signUp(api);
  const { passwordHash } = await api.deps.database.sql.user.findUniqueOrThrow({ where: { id: userId } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43,}$/);
  expect(JSON.stringify(await api.deps.database.sql.user.findMany())).not.toContain(PASSWORD);
});

test('a wrong password and an unknown address are refused in the same words', async () => {
  const { email } = await signUp(api);
  const wrong = await call(api, 'POST', '/auth/login', { body: { email, password: 'something else' } });
  const unknown = await call(api, 'POST', '/auth/login', { body: { email: `x${email}`, password: PASSWORD } });
  const { requestId: _, ...said } = wrong.body;
  expect(said).toMatchObject({ status: 401, code: 'CREDENTIALS_WRONG' });
  expect(unknown.body).toEqual({ ...said, requestId: unknown.body.requestId });
});

test('after signing out neither token is good any more', async () => {
  const { token, refreshToken } = await signUp(api);
  expect((await call(api, 'POST', '/auth/logout', { token })).status).toBe(204);
  expect(await call(api, 'GET', '/auth/me', { token })).toMatchObject({
    status: 401,
    body: { code: 'UNAUTHENTICATED' },
  });
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
});

test('in a browser the refresh token is only in a cookie that scripts cannot read', async () => {
  const { email } = await signUp(api);
  const login = await call(api, 'POST', '/auth/login', { body: { email, password: PASSWORD, session: 'cookie' } });
  expect(login.body).not.toHaveProperty('refreshToken');
  expect(cookieOf(login.headers)).toMatch(/^refresh_token=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const cookie = cookieOf(login.headers).split(';')[0] ?? '';
  const next = await call(api, 'POST', '/auth/refresh', { body: {}, headers: { cookie } });
  expect(next.status).toBe(200);
  expect(next.body).not.toHaveProperty('refreshToken');
  expect(cookieOf(next.headers).split(';')[0]).not.toBe(cookie);
  const out = await call(api, 'POST', '/auth/logout', { token: String(next.body.accessToken) });
  expect(cookieOf(out.headers)).toMatch(/^refresh_token=; Max-Age=0; Path=\/;/);
});

test('a form of another site cannot refresh with the cookie', async () => {
  const { email } = await signUp(api);
  const login = await call(api, 'POST', '/auth/login', { body: { email, password: PASSWORD, session: 'cookie' } });
  const cookie = cookieOf(login.headers).split(';')[0] ?? '';
  const types = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];
  for (const type of types) {
    const forged = await call(api, 'POST', '/auth/refresh', { body: '{}', headers: { cookie, 'content-type': type } });
    expect(forged).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE_UNSUPPORTED' } });
  }
  expect((await call(api, 'POST', '/auth/refresh', { headers: { cookie } })).status).toBeGreaterThanOrEqual(400);
  expect((await call(api, 'POST', '/auth/refresh', { body: {}, headers: { cookie } })).status).toBe(200);
});

test('a browser may refresh with its cookie and no body at all', async () => {
  const { email } = await signUp(api);
  const login = await call(api, 'POST', '/auth/login', { body: { email, password: PASSWORD, session: 'cookie' } });
  const cookie = cookieOf(login.headers).split(';')[0] ?? '';
  const next = await call(api, 'POST', '/auth/refresh', { body: '', headers: { cookie } });
  expect(next.status).toBe(200);
  expect(next.body).not.toHaveProperty('refreshToken');
  expect(await call(api, 'POST', '/auth/refresh', { body: '' })).toMatchObject({
    status: 401,
    body: { code: 'REFRESH_TOKEN_INVALID' },
  });
});

test('while Redis is away tries are still counted', async () => {
  const limited = await startApi({ AUTH_RATE_LIMIT: '2' });
  try {
    limited.deps.redis.disconnect();
    const login = () => call(limited, 'POST', '/auth/login', { body: { email: 'a@example.org', password: 'wrong' } });
    expect((await login()).status).toBe(401);
    expect((await login()).status).toBe(401);
    expect((await login()).status).toBe(429);
  } finally {
    await limited.close();
  }
});
