import type { SessionView } from '@media/contracts';
import { newId } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { listenToAll } from '../fixtures/listen.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const login = async (email: string, password = PASSWORD, headers = {}) => {
  const { status, body } = await call(api, 'POST', '/auth/login', { body: { email, password }, headers });
  return { status, token: String(body.accessToken), refreshToken: String(body.refreshToken) };
};
const sessionsOf = async (token: string) =>
  (await call(api, 'GET', '/auth/sessions', { token })).body.items as SessionView[];
const statusOf = async (token: string) => (await call(api, 'GET', '/auth/me', { token })).status;
const refresh = async (refreshToken: string) =>
  (await call(api, 'POST', '/auth/refresh', { body: { refreshToken } })).status;
const changePassword = (person: Pick<Person, 'token'>, currentPassword: string, newPassword: string) =>
  call(api, 'POST', '/auth/password', { token: person.token, body: { currentPassword, newPassword } });

test('users see their own sessions only', async () => {
  const ada = await signUp(api);
  const phone = await login(ada.email, PASSWORD, { 'user-agent': 'Phone/1.0' });
  const bob = await signUp(api);
  const seen = await sessionsOf(phone.token);
  expect(seen).toHaveLength(2);
  expect(seen.find(({ isCurrent }) => isCurrent)).toMatchObject({ userAgent: 'Phone/1.0' });
  expect(seen.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  for (const { createdAt, lastUsedAt, expiresAt } of seen) {
    expect(Date.parse(createdAt)).toBeLessThanOrEqual(Date.parse(lastUsedAt));
    expect(Date.parse(lastUsedAt)).toBeLessThan(Date.parse(expiresAt));
  }
  expect(JSON.stringify(seen)).not.toMatch(/jti|hash|token/i);
  const ids = seen.map(({ id }) => id);
  expect((await sessionsOf(bob.token)).some(({ id }) => ids.includes(id))).toBe(false);
});

test('revoking a session immediately invalidates its tokens and ends its event streams', async () => {
  const ada = await signUp(api);
  const lost = await login(ada.email);
  const stream = await listenToAll(api, { token: lost.token });
  const id = (await sessionsOf(lost.token)).find(({ isCurrent }) => isCurrent)?.id;
  expect((await call(api, 'DELETE', `/auth/sessions/${id}`, { token: ada.token })).status).toBe(204);
  expect(await statusOf(lost.token)).toBe(401);
  expect(await refresh(lost.refreshToken)).toBe(401);
  await until('its stream ends', stream.hasEnded);
  expect(await statusOf(ada.token)).toBe(200);
  expect(await sessionsOf(ada.token)).toHaveLength(1);
  const again = await call(api, 'DELETE', `/auth/sessions/${id}`, { token: ada.token });
  expect(again).toMatchObject({ status: 404, body: { code: 'SESSION_NOT_FOUND' } });
});

test("revoking another user's session or a nonexistent one returns 404", async () => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  const [session] = await sessionsOf(ada.token);
  for (const id of [session?.id, newId()]) {
    expect((await call(api, 'DELETE', `/auth/sessions/${id}`, { token: bob.token })).status).toBe(404);
  }
  expect(await statusOf(ada.token)).toBe(200);
});

test("signing out everywhere ends the user's sessions, clears the cookie, and leaves other users signed in", async () => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  const phone = await login(ada.email);
  const response = await call(api, 'DELETE', '/auth/sessions', { token: phone.token });
  expect(response.status).toBe(204);
  expect(response.headers.getSetCookie()[0]).toMatch(/^refresh_token=; Max-Age=0; Path=\/;/);
  expect(await Promise.all([ada, phone].map(({ token }) => statusOf(token)))).toEqual([401, 401]);
  expect(await Promise.all([ada, phone].map(({ refreshToken }) => refresh(refreshToken)))).toEqual([401, 401]);
  expect(await statusOf(bob.token)).toBe(200);
  expect((await login(ada.email)).status).toBe(200);
});

test('changing the password revokes all other sessions and invalidates the old password', async () => {
  const ada = await signUp(api);
  const other = await login(ada.email);
  expect((await changePassword(ada, PASSWORD, 'quite another one')).status).toBe(204);
  expect(await statusOf(ada.token)).toBe(200);
  expect(await refresh(ada.refreshToken)).toBe(200);
  expect(await statusOf(other.token)).toBe(401);
  expect(await refresh(other.refreshToken)).toBe(401);
  expect((await login(ada.email)).status).toBe(401);
  expect((await login(ada.email, 'quite another one')).status).toBe(200);
  const { passwordHash } = await api.deps.database.sql.user.findUniqueOrThrow({ where: { id: ada.userId } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('a wrong current password is reported as an invalid field and changes nothing', async () => {
  const ada = await signUp(api);
  const other = await login(ada.email);
  const response = await changePassword(ada, 'not my password', 'quite another one');
  expect(response).toMatchObject({
    status: 422,
    body: { code: 'PASSWORD_WRONG', errors: [{ path: 'currentPassword' }] },
  });
  expect(await changePassword(ada, PASSWORD, 'short')).toMatchObject({
    status: 422,
    body: { code: 'REQUEST_INVALID', errors: [{ path: 'newPassword' }] },
  });
  expect(await statusOf(other.token)).toBe(200);
  expect((await login(ada.email)).status).toBe(200);
});

test('attempts at the current password are limited within a session', async () => {
  const strict = await startApi({ AUTH_RATE_LIMIT: '3' });
  try {
    const ada = await signUp(strict);
    const guess = (headers = {}) =>
      call(strict, 'POST', '/auth/password', {
        ...{ token: ada.token, headers },
        body: { currentPassword: 'a guess', newPassword: 'long enough' },
      });
    const statuses = [await guess(), await guess(), await guess()].map(({ status }) => status);
    expect(statuses).toEqual([422, 422, 429]);
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  } finally {
    await strict.close();
  }
});

test('a name can be changed and removed, and omitted fields keep their values', async () => {
  const ada = await signUp(api);
  const patch = (body: object) => call(api, 'PATCH', '/auth/me', { token: ada.token, body });
  expect(await patch({ name: '  Ada Lovelace ' })).toMatchObject({ status: 200, body: { name: 'Ada Lovelace' } });
  expect((await patch({})).body).toMatchObject({ name: 'Ada Lovelace', email: ada.email });
  expect((await patch({ name: null })).body).toMatchObject({ name: null });
  for (const body of [{ name: '' }, { name: 'x'.repeat(101) }, { email: 'new@example.org' }]) {
    expect((await patch(body)).status).toBe(422);
  }
});
