import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { SessionTokens, SignedParts, UploadCreated } from '@media/contracts';
import { freePort } from '@media/local-services';
import { createTestBucket, createTestDatabase, createTestRedisPrefix, spawnNode } from '@media/testkit';
import { expect, test } from 'vitest';
import { TWO_PARTS_BYTES } from './fixtures/send-bytes.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const SECRET = 'a secret that must not be logged, 12345';
const ACCOUNT = { email: 'ada@example.org', password: 'a very private word' };
const NO_VIDEO = '/videos/0197c0de-0000-7000-8000-000000000000';

const signatureOf = (url = ''): string => new URL(url).searchParams.get('X-Amz-Signature') ?? '';

/** Creates secrets (passwords, tokens, presigned URLs) and sends some of them in rejected requests. */
const handleSecrets = async (base: string): Promise<string[]> => {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { accessToken, refreshToken = '' } = (await (await post('/auth/register', ACCOUNT)).json()) as SessionTokens;
  const login = await post('/auth/login', { ...ACCOUNT, session: 'cookie' });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const next = (await post('/auth/refresh', {}, { cookie })).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await post('/auth/refresh', {}, { cookie: next })).status).toBe(200);
  // Two newer tokens have been used since, so this one is rejected and logged.
  expect((await post('/auth/refresh', {}, { cookie })).status).toBe(401);
  expect((await post('/auth/login', { ...ACCOUNT, password: `${ACCOUNT.password} ` })).status).toBe(401);
  const authorization = `Bearer ${accessToken}`;
  const createUpload = async (sizeBytes: number): Promise<UploadCreated> =>
    (await (await post('/uploads', { fileName: 'a.mp4', sizeBytes }, { authorization })).json()) as UploadCreated;
  const small = await createUpload(1);
  const large = await createUpload(TWO_PARTS_BYTES);
  const signed = await post(`/uploads/${large.id}/parts`, { partNumbers: [1] }, { authorization });
  const { parts } = (await signed.json()) as SignedParts;
  expect((await fetch(`${base}${NO_VIDEO}/events?token=${accessToken}`)).status).toBe(401);
  const signatures = [signatureOf(small.url), signatureOf(parts[0]?.url)];
  return [ACCOUNT.password, accessToken, refreshToken, cookie.replace(/^.*?=/, ''), ...signatures];
};

test('the process serves once it logs that it is ready, logs no secrets, and shuts down cleanly', async () => {
  const [database, bucket, port] = await Promise.all([createTestDatabase(), createTestBucket(), freePort()]);
  const metricsPort = await freePort();
  const { redisUrl, prefix } = createTestRedisPrefix();
  const api = await spawnNode(MAIN, {
    ...{ DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: prefix, JWT_SECRET: SECRET },
    ...{ ...bucket.env, API_PORT: String(port), API_HOST: '127.0.0.1', LOG_LEVEL: 'trace' },
    API_METRICS_PORT: String(metricsPort),
  });
  await api.waitForLine('API ready');
  const base = `http://127.0.0.1:${port}`;
  expect((await fetch(`${base}/health/ready`)).status).toBe(200);
  const secrets = await handleSecrets(base);
  const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { headers: { connection: 'close' } });
  expect(await metrics.text()).toMatch(/http_request_duration_seconds_count\{service="api",.*route="\/auth\/login"/);
  await api.waitForLine('"route":"/videos/:id/events"');
  const stopped = await api.stop(10_000);
  expect(stopped).toEqual({ code: 0, signal: null });
  expect(secrets.filter((secret) => secret.length < 10)).toEqual([]);
  const all = [SECRET, bucket.env.AWS_SECRET_ACCESS_KEY ?? SECRET, ...secrets];
  for (const secret of all) expect(api.log()).not.toContain(secret);
  await database.drop();
});

test('a process that fails to start logs the reason and prints nothing else', async () => {
  const [database, bucket, port] = await Promise.all([createTestDatabase(), createTestBucket(), freePort()]);
  const { redisUrl, prefix } = createTestRedisPrefix();
  const taken = createServer().listen(port, '127.0.0.1');
  await once(taken, 'listening');
  try {
    const api = await spawnNode(MAIN, {
      ...{ DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: prefix, JWT_SECRET: SECRET },
      ...{ ...bucket.env, API_PORT: String(port), API_HOST: '127.0.0.1' },
    });
    expect(await api.exited).toEqual({ code: 1, signal: null });
    const lines = api.log().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(lines.map(() => 'api'));
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ msg: 'API failed to start', err: { code: 'EADDRINUSE' } });
  } finally {
    taken.close();
    await database.drop();
  }
});
