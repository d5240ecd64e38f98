import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startRedis } from '@media/local-services';
import { redisUrl, runDir } from './infrastructure.ts';

/** The run's Redis, with a key prefix for one test file. */
export const createTestRedisPrefix = (): { redisUrl: string; prefix: string } => ({
  redisUrl: redisUrl(),
  prefix: `test-${randomUUID()}`,
});

export type OwnRedis = { redisUrl: string; stop(): Promise<void>; start(): Promise<void> };

/** Starts a separate Redis, for tests that flush or stop it. `start` after `stop` uses the same port. */
export const startOwnRedis = async (): Promise<OwnRedis> => {
  const dir = mkdtempSync(join(runDir(), 'redis-'));
  const port = await freePort();
  const options = { dataDir: dir, port, password: 'test', durable: false, logFile: join(dir, 'redis.log') };
  let server = await startRedis(options);
  return {
    redisUrl: server.url,
    stop: async () => {
      await server.child.stop();
    },
    start: async () => {
      if (server.child.hasExited()) server = await startRedis(options);
    },
  };
};
