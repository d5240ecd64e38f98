import { startOwnRedis } from '@media/testkit';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { connectRedis, createLog } from './index.js';

const PASSWORD = 'a password that no log may hold';

test('the password of Redis is in no log, not even when Redis refuses it', async () => {
  const lines: string[] = [];
  const log = createLog('test', 'trace', { write: (line) => void lines.push(line) });
  const server = await startOwnRedis();
  const admin = new Redis(server.redisUrl);
  try {
    await admin.config('SET', 'requirepass', 'another one');
    const url = server.redisUrl.replace('redis://', `redis://:${encodeURIComponent(PASSWORD)}@`);
    const client = connectRedis({ url, prefix: 'x' }, log);
    await expect.poll(() => lines.join(''), { timeout: 10_000 }).toMatch(/WRONGPASS|NOAUTH/);
    client.disconnect();
  } finally {
    admin.disconnect();
    await server.stop();
  }
  expect(lines.join('')).not.toContain(PASSWORD);
});
