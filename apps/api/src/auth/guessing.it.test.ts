import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, PASSWORD, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const LIMIT = 3;
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ AUTH_RATE_LIMIT: String(LIMIT) });
});
afterAll(() => api.close());

const documentationAddresses = (function* () {
  for (let n = 1; ; n += 1) yield `198.51.${Math.floor(n / 250)}.${n % 250}`;
})();
/** An address that no other test uses. */
const newAddress = (): string => documentationAddresses.next().value as string;

type From = { from?: string; cookie?: string; password?: string; session?: string };
const login = (email: string, { from = newAddress(), cookie, password = 'wrong', session }: From = {}) =>
  call(api, 'POST', '/auth/login', {
    body: { email, password, ...(session && { session }) },
    headers: { 'x-forwarded-for': from, ...(cookie && { cookie }) },
  });
const statuses = async (count: number, attempt: (n: number) => Promise<{ status: number }>): Promise<number[]> => {
  const seen: number[] = [];
  for (let n = 0; n < count; n += 1) seen.push((await attempt(n)).status);
  return seen;
};
/** A new account. Each one signs up from a different address. */
const newOwner = async (): Promise<string> => {
  const email = `${randomUUID()}@example.org`;
  const headers = { 'x-forwarded-for': newAddress() };
  const { status } = await call(api, 'POST', '/auth/register', { body: { email, password: PASSWORD }, headers });
  expect(status).toBe(201);
  return email;
};
const cookiesOf = (headers: Headers): Record<string, string> =>
  Object.fromEntries(headers.getSetCookie().map((line) => (line.split(';')[0] ?? '').split('=') as [string, string]));
const deviceOf = (headers: Headers): string => `known_device=${cookiesOf(headers).known_device}`;
const signInInBrowser = (email: string) => login(email, { password: PASSWORD, session: 'cookie' });
/** Tries wrong passwords from many addresses until the account is locked for unknown devices. */
const exhaustAccountQuota = async (email: string): Promise<void> => {
  const seen = await statuses(5 * LIMIT, () => login(email));
  expect(new Set(seen)).toEqual(new Set([401]));
  expect((await login(email, { password: PASSWORD })).status).toBe(429);
};

test('wrong passwords from one address do not block sign-ins from others', async () => {
  const email = await newOwner();
  const from = newAddress();
  expect(await statuses(20, () => login(email, { from }))).toEqual([401, 401, 401, ...Array(17).fill(429)]);
  expect((await login(email, { password: PASSWORD })).status).toBe(200);
});

test('registrations from one address are counted for an hour, and do not block sign-ins', async () => {
  const from = newAddress();
  const headers = { 'x-forwarded-for': from };
  const register = () =>
    call(api, 'POST', '/auth/register', {
      body: { email: `${randomUUID()}@example.org`, password: PASSWORD },
      headers,
    });
  expect(await statuses(LIMIT, register)).toEqual(Array(LIMIT).fill(201));
  const { redis, config } = api.deps;
  const forget = async (name: string) => redis.del(await redis.keys(`${config.redis.prefix}:limit:${name}:*${from}`));
  await forget('sign-in');
  const refused = await register();
  expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(300);
  expect((await login(await newOwner(), { from, password: PASSWORD })).status).toBe(200);
  await forget('registration');
  expect((await register()).status).toBe(201);
});

test('failures per account and address are counted longer than attempts and are reset by a success', async () => {
  const email = await newOwner();
  const { checkAttempt, checkUnknownDevice } = api.deps.limits;
  const client = { network: newAddress(), reportQuota: () => undefined };
  const onSuccess = await checkUnknownDevice(email, client);
  await onSuccess();
  for (let n = 1; n < LIMIT; n += 1) await checkUnknownDevice(email, client);
  await expect(checkAttempt(client)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  const { redis, config } = api.deps;
  const keys = await redis.keys(`${config.redis.prefix}:limit:password:*${client.network}`);
  expect(await Promise.all(keys.map((key) => redis.get(key)))).toEqual([String(LIMIT - 1)]);
  expect(await redis.ttl(keys[0] ?? '')).toBeGreaterThan(300);
});

test('many addresses together can exhaust the quota of an account, but a known browser can still sign in', async () => {
  const email = await newOwner();
  const { headers, body } = await signInInBrowser(email);
  const cookie = deviceOf(headers);
  expect(headers.getSetCookie().find((line) => line.startsWith('known_device'))).toMatch(
    /^known_device=[^;]+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const out = await call(api, 'POST', '/auth/logout', { token: String(body.accessToken) });
  expect(Object.keys(cookiesOf(out.headers))).toEqual(['refresh_token']);
  await exhaustAccountQuota(email);
  expect((await login(email, { cookie, password: PASSWORD })).status).toBe(200);
});

test('a browser stays known while its session is refreshed', async () => {
  const email = await newOwner();
  const { headers } = await signInInBrowser(email);
  const cookie = `refresh_token=${cookiesOf(headers).refresh_token}`;
  const refreshed = await call(api, 'POST', '/auth/refresh', { body: {}, headers: { cookie } });
  await exhaustAccountQuota(email);
  const signIn = await login(email, { cookie: deviceOf(refreshed.headers), password: PASSWORD });
  expect(signIn.status).toBe(200);
});

test('a browser known to one account is unknown to others, and a forged device cookie is always unknown', async () => {
  const [email, other] = [await newOwner(), await newOwner()];
  const { headers, body } = await signInInBrowser(other);
  const { userId: sub, sessionId: sid } = await api.deps.tokens.verifyAccess(String(body.accessToken));
  const forged = await new SignJWT({ sub, sid })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('media-processor')
    .setAudience('device')
    .setExpirationTime('1 day')
    .sign(new TextEncoder().encode('another secret, as long as the real one'));
  await exhaustAccountQuota(email);
  const known = deviceOf(headers);
  for (const cookie of [known, `known_device=${forged}`, `known_device=${body.accessToken}`, 'known_device=nonsense']) {
    expect((await login(email, { cookie, password: PASSWORD })).status).toBe(429);
  }
  await exhaustAccountQuota(other);
  expect((await login(other, { cookie: `known_device=${forged}`, password: PASSWORD })).status).toBe(429);
  expect((await login(other, { cookie: known, password: PASSWORD })).status).toBe(200);
});

test('a known browser has the same limit at any address, and refreshing does not reset it', async () => {
  const email = await newOwner();
  const { headers } = await signInInBrowser(email);
  const cookie = deviceOf(headers);
  expect(await statuses(LIMIT + 1, () => login(email, { cookie }))).toEqual([401, 401, 401, 429]);
  const session = `refresh_token=${cookiesOf(headers).refresh_token}`;
  const refreshed = await call(api, 'POST', '/auth/refresh', { body: {}, headers: { cookie: session } });
  expect((await login(email, { cookie: deviceOf(refreshed.headers) })).status).toBe(429);
  expect((await login(email, { password: PASSWORD })).status).toBe(200);
});

test('clients that receive tokens in the body get no device cookie', async () => {
  const { headers } = await login(await newOwner(), { password: PASSWORD });
  expect(headers.getSetCookie()).toEqual([]);
});

test('attempts for a nonexistent account are limited in the same way', async () => {
  const [from, email] = [newAddress(), `${randomUUID()}@example.org`];
  expect(await statuses(LIMIT + 1, () => login(email, { from }))).toEqual([401, 401, 401, 429]);
  await statuses(5 * LIMIT, () => login(email));
  expect((await login(email)).status).toBe(429);
});

test('concurrent attempts are all counted', async () => {
  const [email, from] = [await newOwner(), newAddress()];
  const seen = await Promise.all(Array.from({ length: 20 }, () => login(email, { from })));
  expect(seen.filter(({ status }) => status === 401)).toHaveLength(LIMIT);
  expect(seen.filter(({ status }) => status === 429)).toHaveLength(20 - LIMIT);
});

test('an IPv6 /64 counts as one client, and a mapped IPv4 address counts as that address', async () => {
  const sixes = await statuses(LIMIT + 1, (n) =>
    login(`${randomUUID()}@example.org`, { from: `2001:db8:1:2::${n + 1}` }),
  );
  expect(sixes).toEqual([401, 401, 401, 429]);
  expect((await login('a@example.org', { from: '2001:db8:1:3::1' })).status).toBe(401);
  const four = newAddress();
  const mapped = [four, `::ffff:${four}`, four, `::ffff:${four}`];
  const fours = await statuses(LIMIT + 1, (n) => login(`${randomUUID()}@example.org`, { from: mapped[n] ?? four }));
  expect(fours).toEqual([401, 401, 401, 429]);
});

test('addresses that a client adds to X-Forwarded-For are ignored', async () => {
  const own = newAddress();
  const forge = (n: number) => login(`${randomUUID()}@example.org`, { from: `203.0.113.${n}, ${own}` });
  expect(await statuses(LIMIT + 1, forge)).toEqual([401, 401, 401, 429]);
});

test('X-Forwarded-For is ignored unless it comes from a trusted proxy', async () => {
  const { config } = api.deps;
  const env = { DATABASE_URL: config.databaseUrl, AUTH_RATE_LIMIT: '3', TRUST_PROXY: '192.0.2.1' };
  const strict = await startApi(env);
  try {
    const forge = (n: number) =>
      call(strict, 'POST', '/auth/login', {
        body: { email: `${randomUUID()}@example.org`, password: 'wrong' },
        headers: { 'x-forwarded-for': `203.0.113.${n}` },
      });
    expect(await statuses(LIMIT + 1, forge)).toEqual([401, 401, 401, 429]);
  } finally {
    await strict.close();
  }
});

test('sign-in responses report the remaining quota, and a 429 has a Retry-After header', async () => {
  const [email, from] = [await newOwner(), newAddress()];
  const first = await login(email, { from });
  expect(first.headers.get('ratelimit-policy')).toContain('"sign-in";q=3;w=300, "password";q=3;w=3600');
  expect(first.headers.get('ratelimit')).toMatch(/"sign-in";r=2;t=(300|299), "password";r=2;t=(3600|3599)/);
  await statuses(2, () => login(email, { from }));
  const refused = await login(email, { from });
  expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  const after = refused.headers.get('retry-after');
  expect(Number(after)).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit')).toContain(`"sign-in";r=0;t=${after}`);
});

test('wrong current passwords in a session do not limit signing in', async () => {
  const { email, token } = await signUp(api);
  const guess = () =>
    call(api, 'POST', '/auth/password', {
      ...{ token, body: { currentPassword: 'a guess', newPassword: 'a long new password' } },
      headers: { 'x-forwarded-for': newAddress() },
    });
  expect(await statuses(LIMIT + 1, guess)).toEqual([422, 422, 422, 429]);
  expect((await login(email, { password: PASSWORD })).status).toBe(200);
});
