import { fileURLToPath } from 'node:url';
import { createTestBucket, createTestDatabase, createTestRedisPrefix, spawnNode } from '@media/testkit';
import { freePort } from '@media/testkit/services';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const SECRET = 'a secret that no log may hold, 12345';

test('it serves when it says so, logs no secret, and ends in order', async () => {
  const [database, bucket, port] = await Promise.all([createTestDatabase(), createTestBucket(), freePort()]);
  const { redisUrl, prefix } = createTestRedisPrefix();
  const api = await spawnNode(MAIN, {
    ...{ DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: prefix, JWT_SECRET: SECRET },
    ...{ ...bucket.env, API_PORT: String(port), API_HOST: '127.0.0.1' },
  });
  await api.waitForLine('api ready');
  const base = `http://127.0.0.1:${port}`;
  expect((await fetch(`${base}/health/ready`)).status).toBe(200);
  const registered = await fetch(`${base}/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.org', password: 'a very private word' }),
  });
  const { accessToken } = (await registered.json()) as { accessToken: string };
  await fetch(`${base}/videos/0197c0de-0000-7000-8000-000000000000/events?token=${accessToken}`);
  await api.waitForLine('"route":"/videos/:id/events"');
  const stopped = await api.stop(10_000);
  expect(stopped).toEqual({ code: 0, signal: null });
  for (const secret of [SECRET, accessToken, 'a very private word']) expect(api.log()).not.toContain(secret);
  await database.drop();
});
