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

test('registering signs in, creates a personal organization, and stores the email address in lower case', async () => {
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

test('only the Argon2id hash of a password is stored, with the parameters recommended by OWASP', async () => {
  const { userId } = await signUp(api);
  const { passwordHash } = await api.deps.database.sql.user.findUniqueOrThrow({ where: { id: userId } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43,}$/);
  expect(JSON.stringify(await api.deps.database.sql.user.findMany())).not.toContain(PASSWORD);
});

test('a wrong password and an unknown address get the same response', async () => {
  const { email } = await signUp(api);
  const wrong = await call(api, 'POST', '/auth/login', { body: { email, password: 'something else' } });
  const unknown = await call(api, 'POST', '/auth/login', { body: { email: `x${email}`, password: PASSWORD } });
  const { requestId: _, ...problem } = wrong.body;
  expect(problem).toMatchObject({ status: 401, code: 'CREDENTIALS_WRONG' });
  expect(unknown.body).toEqual({ ...problem, requestId: unknown.body.requestId });
});

test('signing out invalidates both tokens', async () => {
  const { token, refreshToken } = await signUp(api);
  expect((await call(api, 'POST', '/auth/logout', { token })).status).toBe(204);
  expect(await call(api, 'GET', '/auth/me', { token })).toMatchObject({
    status: 401,
    body: { code: 'UNAUTHENTICATED' },
  });
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
});

test('browsers get the refresh token only in an httpOnly cookie', async () => {
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

/** The session cookie and the access token of a new browser session. */
const signInInBrowser = async () => {
  const { email } = await signUp(api);
  const login = await call(api, 'POST', '/auth/login', { body: { email, password: PASSWORD, session: 'cookie' } });
  return { cookie: cookieOf(login.headers).split(';')[0] ?? '', token: String(login.body.accessToken) };
};
const REFRESH_AND_LOGOUT = ['/auth/refresh', '/auth/logout'];

test.each(REFRESH_AND_LOGOUT)('%s rejects forms, which other sites could send', async (path) => {
  const { cookie, token } = await signInInBrowser();
  const types = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];
  for (const type of types) {
    for (const body of ['{}', '']) {
      const { status } = await call(api, 'POST', path, { body, headers: { cookie, 'content-type': type } });
      expect([type, body, status >= 400 && status < 500]).toEqual([type, body, true]);
    }
  }
  expect((await call(api, 'GET', '/auth/me', { token })).status).toBe(200);
  expect((await call(api, 'POST', '/auth/refresh', { headers: { cookie } })).status).toBe(200);
});

test.each(REFRESH_AND_LOGOUT)('%s ignores the cookie in requests from other origins', async (path) => {
  const { cookie, token } = await signInInBrowser();
  // On plain HTTP, browsers don't send Sec-Fetch-Site, and they send the cookie to other ports and subdomains.
  const origins = ['http://localhost:1', 'http://other.localhost:3000', 'https://evil.example', 'null'];
  const pages: Record<string, string>[] = [
    ...['cross-site', 'same-site'].map((site) => ({ 'sec-fetch-site': site })),
    ...origins.map((origin) => ({ origin })),
  ];
  for (const page of pages) {
    const forged = await call(api, 'POST', path, { headers: { cookie, ...page } });
    expect(forged.status).toBe(401);
    expect(forged.headers.getSetCookie()).toEqual([]);
  }
  expect((await call(api, 'GET', '/auth/me', { token })).status).toBe(200);
});

test('a browser can refresh with only its cookie, without a body or content type', async () => {
  const { cookie } = await signInInBrowser();
  const ours: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost:3000' },
    { origin: 'http://nas.local:3000', 'x-forwarded-host': 'nas.local:3000' },
  ];
  const ways = [{}, { body: '' }, { body: {} }, ...ours.map((page) => ({ headers: { cookie, ...page } }))];
  for (const way of ways) {
    const next = await call(api, 'POST', '/auth/refresh', { headers: { cookie }, ...way });
    expect([way, next.status]).toEqual([way, 200]);
    expect(next.body).not.toHaveProperty('refreshToken');
  }
  for (const nothing of [{}, { body: '' }, { body: {} }]) {
    const refused = await call(api, 'POST', '/auth/refresh', nothing);
    expect(refused).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
  }
});

test('a browser can sign out with only its cookie, even after its access token has expired', async () => {
  for (const old of [undefined, 'an expired one']) {
    const { cookie, token } = await signInInBrowser();
    const out = await call(api, 'POST', '/auth/logout', { ...(old && { token: old }), headers: { cookie } });
    expect(out.status).toBe(204);
    expect(cookieOf(out.headers)).toMatch(/^refresh_token=; Max-Age=0; Path=\/;/);
    expect((await call(api, 'GET', '/auth/me', { token })).status).toBe(401);
    expect((await call(api, 'POST', '/auth/refresh', { headers: { cookie } })).status).toBe(401);
    expect((await call(api, 'POST', '/auth/logout', { headers: { cookie } })).status).toBe(401);
  }
  for (const cookie of ['refresh_token=nonsense', 'a=b']) {
    expect((await call(api, 'POST', '/auth/logout', { headers: { cookie } })).status).toBe(401);
  }
});

test('a common password is reported as an invalid field, for a new account and a password change', async () => {
  const register = (password: string) =>
    call(api, 'POST', '/auth/register', { body: { email: `${randomUUID()}@example.org`, password } });
  const tooCommon = (path: string) => ({
    status: 422,
    body: { code: 'PASSWORD_TOO_COMMON', errors: [{ path, message: expect.stringContaining('most common') }] },
  });
  for (const password of ['password', '12345678', 'PASSWORD1']) {
    expect(await register(password)).toMatchObject(tooCommon('password'));
  }
  expect((await register('password of my own')).status).toBe(201);
  const { token } = await signUp(api);
  const change = (newPassword: string) =>
    call(api, 'POST', '/auth/password', { token, body: { currentPassword: PASSWORD, newPassword } });
  expect(await change('qwertyuiop')).toMatchObject(tooCommon('newPassword'));
  expect((await change('password of my own')).status).toBe(204);
});

test('sign-in attempts are limited while Redis is unavailable', async () => {
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
