import { randomUUID } from 'node:crypto';
import { newId } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiResponse, call, PASSWORD, signUp } from '../fixtures/call.js';
import { mailsTo, tokenIn, waitForMail } from '../fixtures/mails.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const NEW_PASSWORD = 'battery horse staple';
const RESET = 'Reset your password';
const CONFIRM = 'Confirm your email address';

const post = (path: string, body: object, token?: string, at = api): Promise<ApiResponse> =>
  call(at, 'POST', path, { body, ...(token && { token }) });
const forgot = (email: string, at = api) => post('/auth/forgot-password', { email }, undefined, at);
const reset = (token: string, password = NEW_PASSWORD) => post('/auth/reset-password', { token, password });
const login = (email: string, password: string) => post('/auth/login', { email, password });
const verify = (token: string) => post('/auth/verify-email', { token });
const me = async (token: string) => (await call(api, 'GET', '/auth/me', { token })).body;
const newAddress = () => `${randomUUID()}@example.org`;

/** A token of a link to reset the password. */
const requestReset = async (email: string): Promise<string> => {
  await forgot(email);
  return tokenIn(await waitForMail(api, email, RESET));
};

const GONE = { status: 410, body: { code: 'LINK_GONE' } };

test('a forgotten password is replaced by the link in an email, which signs out everywhere and works once', async () => {
  const { email, token, refreshToken } = await signUp(api);
  expect((await forgot(email.toUpperCase())).status).toBe(204);
  const mail = await waitForMail(api, email, RESET);
  expect(mail.text).toContain(`${api.deps.config.publicUrl}/reset-password#`);
  expect(await reset(tokenIn(mail), 'password')).toMatchObject({ status: 422, body: { code: 'PASSWORD_TOO_COMMON' } });
  expect((await reset(tokenIn(mail))).status).toBe(204);
  expect((await login(email, PASSWORD)).status).toBe(401);
  expect((await login(email, NEW_PASSWORD)).status).toBe(200);
  expect((await call(api, 'GET', '/auth/me', { token })).status).toBe(401);
  expect((await post('/auth/refresh', { refreshToken })).status).toBe(401);
  expect(await reset(tokenIn(mail), 'yet another password')).toMatchObject(GONE);
  await waitForMail(api, email, 'Your password was changed');
});

test('the response is the same for an address without an account, and nothing is sent there', async () => {
  const { email } = await signUp(api);
  const unknown = newAddress();
  const responses = [await forgot(email), await forgot(unknown)];
  const visible = responses.map(({ status, text, headers }) => [
    ...[status, text],
    [...headers].filter(([name]) => !['date', 'x-request-id', 'ratelimit', 'traceresponse'].includes(name)),
  ]);
  expect(visible[1]).toEqual(visible[0]);
  expect(visible[0]?.[0]).toBe(204);
  await waitForMail(api, email, RESET);
  expect(await mailsTo(api, unknown)).toEqual([]);
});

test('only a hash of a token is stored, and tokens are not logged', async () => {
  const lines: string[] = [];
  const logging = await startBeside(api, { DATA_DIR: api.deps.config.mail.dir.replace(/\/mail$/, '') }, { lines });
  try {
    const { email } = await signUp(api);
    await forgot(email, logging);
    const token = tokenIn(await waitForMail(api, email, RESET));
    expect(token).toMatch(/^[\w-]{64}$/);
    await until('the email is logged', () => lines.some((line) => line.includes(email)));
    expect(lines.join()).not.toContain(token);
    const secret = Buffer.from(token, 'base64url').subarray(16);
    const rows = await api.deps.database.sql.emailToken.findMany();
    for (const { hash } of rows) expect(Buffer.from(hash).equals(secret)).toBe(false);
    expect(JSON.stringify(rows)).not.toContain(token);
  } finally {
    await logging.close();
  }
});

test('of parallel requests with one token, one succeeds', async () => {
  const { email } = await signUp(api);
  const token = await requestReset(email);
  const responses = await Promise.all(Array.from({ length: 6 }, (_, n) => reset(token, `${NEW_PASSWORD} ${n}`)));
  expect(responses.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410, 410]);
});

test('invalid, expired and foreign tokens are refused alike', async () => {
  const { email } = await signUp(api);
  const token = await requestReset(email);
  const changed = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`;
  const confirmation = tokenIn(await waitForMail(api, email, CONFIRM));
  const unknown = `${Buffer.from(newId().replaceAll('-', ''), 'hex').toString('base64url').slice(0, 21)}A${token.slice(22)}`;
  for (const wrong of ['', 'x', changed, confirmation, unknown, '-'.repeat(64)])
    expect({ wrong, ...(await reset(wrong)) }).toMatchObject({ wrong, ...GONE });
  expect(await verify(token)).toMatchObject(GONE);
  await api.deps.database.sql.emailToken.updateMany({ where: { email }, data: { expiresAt: new Date() } });
  expect(await reset(token)).toMatchObject(GONE);
  expect((await login(email, PASSWORD)).status).toBe(200);
});

test('a change of the password makes links that were sent before invalid', async () => {
  const { email, token } = await signUp(api);
  const link = await requestReset(email);
  const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
  expect((await post('/auth/password', change, token)).status).toBe(204);
  expect(await reset(link, 'yet another password')).toMatchObject(GONE);
  await waitForMail(api, email, 'Your password was changed');
});

test('registering sends a link that confirms the address', async () => {
  const { email, token } = await signUp(api);
  expect(await me(token)).toMatchObject({ email, emailVerifiedAt: null });
  const mail = await waitForMail(api, email, CONFIRM);
  expect(mail.text).toContain(`${api.deps.config.publicUrl}/verify-email#`);
  expect(await verify(tokenIn(mail))).toMatchObject({ status: 200, body: { email } });
  expect(await me(token)).toMatchObject({ email, emailVerifiedAt: expect.stringMatching(/Z$/) });
  expect(await verify(tokenIn(mail))).toMatchObject(GONE);
});

test('an address changes once the link to the new one is opened, and the old one is told before', async () => {
  const { email, token } = await signUp(api);
  const oldLink = await requestReset(email);
  const next = newAddress();
  const wrong = await post('/auth/email', { email: next, password: 'wrong password' }, token);
  expect(wrong).toMatchObject({ status: 422, body: { code: 'PASSWORD_WRONG', errors: [{ path: 'password' }] } });
  expect((await post('/auth/email', { email: next.toUpperCase(), password: PASSWORD }, token)).status).toBe(204);
  const notice = await waitForMail(api, email, 'Your email address is about to change');
  expect(notice.text).toContain(next);
  expect(await me(token)).toMatchObject({ email });
  const mail = await waitForMail(api, next, CONFIRM);
  expect(await verify(tokenIn(mail))).toMatchObject({ status: 200, body: { email: next } });
  expect(await me(token)).toMatchObject({ email: next, emailVerifiedAt: expect.stringMatching(/Z$/) });
  expect((await login(email, PASSWORD)).status).toBe(401);
  expect((await login(next, PASSWORD)).status).toBe(200);
  expect(await reset(oldLink)).toMatchObject(GONE);
});

test.each([
  ['called by its address is called by the new one', undefined],
  ['that the user has renamed keeps its name', 'Acme Films'],
])('a personal organization %s', async (_, name) => {
  const { email, token, organizationId } = await signUp(api);
  const nameNow = async () => (await call(api, 'GET', `/organizations/${organizationId}`, { token })).body.name;
  if (name) await call(api, 'PATCH', `/organizations/${organizationId}`, { token, body: { name } });
  expect(await nameNow()).toBe(name ?? email);
  const next = newAddress();
  await post('/auth/email', { email: next, password: PASSWORD }, token);
  await verify(tokenIn(await waitForMail(api, next, CONFIRM)));
  expect(await nameNow()).toBe(name ?? next);
});

test('only the personal organization is renamed with the address, not others that happen to be called by it', async () => {
  const { email, token } = await signUp(api);
  const { body } = await post('/organizations', { name: email }, token);
  const next = newAddress();
  await post('/auth/email', { email: next, password: PASSWORD }, token);
  await verify(tokenIn(await waitForMail(api, next, CONFIRM)));
  expect((await call(api, 'GET', `/organizations/${body.id}`, { token })).body.name).toBe(email);
});

test('a new password cancels a change of the address that is not confirmed', async () => {
  const { email, token } = await signUp(api);
  const next = newAddress();
  await post('/auth/email', { email: next, password: PASSWORD }, token);
  const link = tokenIn(await waitForMail(api, next, CONFIRM));
  expect((await reset(await requestReset(email))).status).toBe(204);
  expect(await verify(link)).toMatchObject(GONE);
});

test('an address of another account is refused, also if that account was created after the link was sent', async () => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  const taken = { status: 409, body: { code: 'EMAIL_TAKEN' } };
  expect(await post('/auth/email', { email: bob.email, password: PASSWORD }, ada.token)).toMatchObject(taken);
  const next = newAddress();
  await post('/auth/email', { email: next, password: PASSWORD }, ada.token);
  const link = tokenIn(await waitForMail(api, next, CONFIRM));
  expect((await post('/auth/register', { email: next, password: PASSWORD })).status).toBe(201);
  expect(await verify(link)).toMatchObject(taken);
});

test('the current address gets another link to confirm it, and no notice', async () => {
  const { email, token } = await signUp(api);
  const first = tokenIn(await waitForMail(api, email, CONFIRM));
  await post('/auth/email', { email, password: PASSWORD }, token);
  const second = tokenIn(await waitForMail(api, email, CONFIRM, 2));
  expect(second).not.toBe(first);
  expect((await verify(first)).status).toBe(200);
  expect((await mailsTo(api, email)).map(({ subject }) => subject)).toEqual([CONFIRM, CONFIRM]);
});

test('an address gets few emails, which is not visible to those who request them', async () => {
  const strict = await startBeside(api, { AUTH_RATE_LIMIT: '12', REDIS_PREFIX: `test-${randomUUID()}` });
  try {
    const { email } = await signUp(api);
    const responses = await Promise.all(Array.from({ length: 6 }, () => forgot(email, strict)));
    expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(204));
    const sent = async () => (await mailsTo(strict, email)).filter(({ subject }) => subject === RESET).length;
    await until('three emails', async () => (await sent()) === 3);
    const more = await Promise.all(Array.from({ length: 7 }, () => forgot(newAddress(), strict)));
    expect(more.filter(({ status, body }) => status === 429 && body.code === 'RATE_LIMITED')).toHaveLength(1);
    expect(await sent()).toBe(3);
  } finally {
    await strict.close();
  }
});

test('attempts to take the address of another account do not keep that account from resetting its password', async () => {
  const strict = await startBeside(api, { AUTH_RATE_LIMIT: '12', REDIS_PREFIX: `test-${randomUUID()}` });
  try {
    const [{ email }, mallory] = [await signUp(api), await signUp(api)];
    const take = () => post('/auth/email', { email, password: PASSWORD }, mallory.token, strict);
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await take()).body.code).toBe('EMAIL_TAKEN');
    expect((await forgot(email, strict)).status).toBe(204);
    await until('the email to reset the password', async () =>
      (await mailsTo(strict, email)).some(({ subject }) => subject === RESET),
    );
  } finally {
    await strict.close();
  }
});

test('a request neither fails nor waits if no email can be sent', async () => {
  const unreachable = await startBeside(api, { SMTP_URL: 'smtp://127.0.0.1:1' });
  try {
    const { email } = await signUp(api);
    expect((await forgot(email, unreachable)).status).toBe(204);
    expect((await forgot(newAddress(), unreachable)).status).toBe(204);
    expect(
      (await post('/auth/register', { email: newAddress(), password: PASSWORD }, undefined, unreachable)).status,
    ).toBe(201);
  } finally {
    await unreachable.close();
  }
});

test('expired links are deleted, valid ones are kept', async () => {
  const { email } = await signUp(api);
  await requestReset(email);
  await waitForMail(api, email, CONFIRM);
  const { sql } = api.deps.database;
  await sql.emailToken.updateMany({ where: { email, kind: 'resetPassword' }, data: { expiresAt: new Date(0) } });
  await api.deps.emailTokens.prune();
  expect((await sql.emailToken.findMany({ where: { email } })).map(({ kind }) => kind)).toEqual(['verifyEmail']);
});
