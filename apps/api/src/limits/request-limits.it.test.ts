import { randomUUID } from 'node:crypto';
import type { OrganizationId } from '@media/core';
import { connectRedis, createLog } from '@media/runtime';
import { startOwnRedis } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiResponse, call, PASSWORD, signUp } from '../fixtures/call.js';
import { listenToAll } from '../fixtures/listen.js';
import { beginVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';
import { createRequestLimits } from './request-limits.js';

const MOST = 8;
let api: TestApi;
let strict: TestApi;
beforeAll(async () => {
  api = await startApi();
  strict = await startBeside(api, {
    ...{ RATE_LIMIT_PER_ADDRESS: String(MOST), RATE_LIMIT_PER_ORGANIZATION: String(2 * MOST) },
    REDIS_PREFIX: `test-${randomUUID()}`,
  });
});
afterAll(async () => {
  await strict.close();
  await api.close();
});

const addresses = (function* () {
  for (let n = 1; ; n += 1) yield `203.0.${Math.floor(n / 250)}.${n % 250}`;
})();
const newAddress = (): string => addresses.next().value as string;
const get = (path: string, from: string, token?: string, at = strict) =>
  call(at, 'GET', path, { ...(token && { token }), headers: { 'x-forwarded-for': from } });
const repeat = (count: number, request: () => Promise<ApiResponse>) =>
  Promise.all(Array.from({ length: count }, request));
const countRejected = (responses: ApiResponse[]): number => responses.filter(({ status }) => status === 429).length;

test('a response reports the remaining requests of its address and organization', async () => {
  const { token } = await signUp(api);
  const { headers } = await get('/videos', newAddress(), token);
  expect(headers.get('ratelimit-policy')).toBe('"address";q=8;w=60, "organization";q=16;w=60');
  expect(headers.get('ratelimit')).toMatch(/^"address";r=7;t=(60|59), "organization";r=15;t=(60|59)$/);
  const stream = await fetch(`${strict.baseUrl}/events`, {
    headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': newAddress() },
  });
  expect(stream.headers.get('ratelimit')).toContain('"organization";r=14');
  await stream.body?.cancel();
});

test('an address over its limit gets status 429 with Retry-After, readable by pages on other origins', async () => {
  const from = newAddress();
  expect(countRejected(await repeat(MOST, () => get('/recipes', from)))).toBe(0);
  const { status, headers, body } = await get('/recipes', from);
  expect([status, body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('ratelimit');
  expect(headers.get('ratelimit')).toBe(`"address";r=0;t=${headers.get('retry-after')}`);
  expect(body.requestId).toBe(headers.get('x-request-id'));
  expect((await get('/recipes', newAddress())).status).toBe(401);
});

test('requests without a route and rejected requests count too', async () => {
  const from = newAddress();
  const paths = [
    '/nowhere',
    '/videos',
    '/openapi.json',
    '/docs',
    '/nowhere',
    '/videos/nonsense',
    '/auth/me',
    '/events',
  ];
  for (const path of paths) expect((await get(path, from)).status).not.toBe(429);
  expect((await get('/nowhere', from)).status).toBe(429);
});

test('health probes and CORS preflights are never limited', async () => {
  const from = newAddress();
  expect(countRejected(await repeat(MOST + 1, () => get('/recipes', from)))).toBe(1);
  for (const path of ['/health/live', '/health/ready']) {
    const { status, headers } = await get(path, from);
    expect([path, status, headers.get('ratelimit')]).toEqual([path, 200, null]);
  }
  const preflight = await call(strict, 'OPTIONS', '/videos', {
    headers: { 'x-forwarded-for': from, origin: 'https://a.example', 'access-control-request-method': 'GET' },
  });
  expect(preflight.status).toBe(204);
});

test('several processes share exact counts', async () => {
  const { config } = strict.deps;
  const env = { RATE_LIMIT_PER_ADDRESS: String(MOST), REDIS_PREFIX: config.redis.prefix };
  const beside = await startBeside(strict, env);
  try {
    const from = newAddress();
    const responses = await Promise.all(
      [strict, beside].map((one) => repeat(3 * MOST, () => get('/recipes', from, undefined, one))),
    );
    expect(countRejected(responses.flat())).toBe(5 * MOST);
  } finally {
    await beside.close();
  }
});

test('an organization is limited across addresses, without affecting other organizations', async () => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  expect(countRejected(await repeat(2 * MOST + 3, () => get('/videos', newAddress(), ada.token)))).toBe(3);
  const refused = await get('/videos', newAddress(), ada.token);
  expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  expect(refused.headers.get('ratelimit')).toContain(`"organization";r=0;t=${refused.headers.get('retry-after')}`);
  expect((await get('/videos', newAddress(), bob.token)).status).toBe(200);
  expect((await get('/auth/me', newAddress(), ada.token)).status).toBe(200);
});

test('viewers with a playback token do not use up the quota of the organization', async () => {
  const ada = await signUp(api);
  const videoId = await beginVideo(api, ada);
  const { token } = await api.deps.tokens.signPlayback(ada.organizationId, videoId);
  const play = () => get(`/videos/${videoId}/hls/master.m3u8?token=${token}`, newAddress());
  expect((await repeat(3 * MOST, play)).map(({ status }) => status)).toEqual(Array(3 * MOST).fill(200));
  expect((await get('/videos', newAddress(), ada.token)).headers.get('ratelimit')).toContain('"organization";r=15');
});

test('a limit of 0 means no limit', async () => {
  const open = await startBeside(api, { RATE_LIMIT_PER_ADDRESS: '0', RATE_LIMIT_PER_ORGANIZATION: '0' });
  try {
    const { token } = await signUp(api);
    const { status, headers } = await get('/videos', newAddress(), token, open);
    expect([status, headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([200, null, null]);
  } finally {
    await open.close();
  }
});

test('64 tabs that open a library at the same time stay far below the default limits', async () => {
  const usual = await startBeside(api, { RATE_LIMIT_PER_ADDRESS: '', RATE_LIMIT_PER_ORGANIZATION: '' });
  try {
    const { token } = await signUp(api);
    const streams = await Promise.all(Array.from({ length: 64 }, () => listenToAll(usual, { token })));
    const lists = await repeat(64 * 4, () => call(usual, 'GET', '/videos', { token }));
    expect([...streams, ...lists].filter(({ status }) => status !== 200)).toEqual([]);
    const { headers } = await call(usual, 'GET', '/videos', { token });
    expect(headers.get('ratelimit-policy')).toBe('"address";q=6000;w=60, "organization";q=12000;w=60');
    const left = (name: string) => Number(new RegExp(`"${name}";r=(\\d+)`).exec(headers.get('ratelimit') ?? '')?.[1]);
    expect(left('address')).toBeGreaterThan(5_000);
    expect(left('organization')).toBeGreaterThan(11_000);
  } finally {
    await usual.close();
  }
});

test('while Redis is down or hangs, requests are not limited, which is logged once; counting resumes afterwards', async () => {
  const own = await startOwnRedis();
  const lines: string[] = [];
  const log = createLog('test', 'info', { write: (line: string) => void lines.push(line) });
  const logged = () => lines.filter((line) => line.includes('Counting requests'));
  const redis = connectRedis({ url: own.redisUrl, prefix: 'test' }, createLog('test', 'silent'));
  const config = {
    redis: { url: own.redisUrl, prefix: 'test' },
    requestRateLimit: { perAddress: 2, perOrganization: 2 },
  };
  const limits = createRequestLimits(redis, log, config);
  const organizationId = randomUUID() as OrganizationId;
  const ask = async () => {
    const reported: unknown[] = [];
    await limits.organization(organizationId, (state) => reported.push(state));
    return reported.length;
  };
  try {
    await until('Redis is ready', () => redis.status === 'ready');
    expect(await ask()).toBe(1);
    await own.stop();
    await until('the connection is lost', () => redis.status !== 'ready');
    for (let n = 0; n < 5; n += 1) expect(await ask()).toBe(0);
    await own.start();
    await until('it is back', () => redis.status === 'ready');
    await until('requests are counted again', async () => (await ask()) === 1);
    expect(logged()).toHaveLength(2);
    await redis.call('CLIENT', 'PAUSE', '3600000', 'ALL');
    expect(await ask()).toBe(0);
    expect(await ask()).toBe(0);
    expect(logged()).toHaveLength(3);
  } finally {
    redis.disconnect();
    await own.stop();
  }
});

test('a sign-in does not wait for a hanging Redis', async () => {
  const own = await startOwnRedis();
  const hanging = await startApi({ REDIS_URL: own.redisUrl });
  try {
    await hanging.deps.redis.call('CLIENT', 'PAUSE', '3600000', 'ALL');
    const body = { email: 'a@example.org', password: PASSWORD };
    expect((await call(hanging, 'POST', '/auth/login', { body })).status).toBe(401);
  } finally {
    await hanging.close();
    await own.stop();
  }
});
