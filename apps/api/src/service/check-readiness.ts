import { setTimeout as sleep } from 'node:timers/promises';
import type { Readiness } from '@media/contracts';
import type { Database } from '@media/database';
import type { RedisClient } from '@media/runtime';
import type { ObjectStore } from '@media/storage';

type Deps = { database: Database; redis: RedisClient; store: ObjectStore };
type Check = Readiness['checks']['postgres'];

const TIMEOUT_MS = 2_000;

const check = async (ping: (signal: AbortSignal) => Promise<unknown>): Promise<Check> => {
  const stop = new AbortController();
  const timeout = sleep(TIMEOUT_MS, undefined, { signal: stop.signal }).then(() =>
    Promise.reject(new Error('No response in time')),
  );
  try {
    await Promise.race([ping(AbortSignal.timeout(TIMEOUT_MS)), timeout]);
    return { status: 'ok' };
  } catch {
    return { status: 'failed' };
  } finally {
    stop.abort();
    timeout.catch(() => undefined);
  }
};

/** Checks that each dependency responds in time. Returns no details, because the endpoint is public. */
export const checkReadiness = async ({ database, redis, store }: Deps): Promise<Readiness> => {
  const [postgres, queue, s3] = await Promise.all([
    check(() => database.sql.$queryRaw`SELECT 1`),
    check(() => redis.ping()),
    check((signal) => store.ping(signal)),
  ]);
  const checks = { postgres, redis: queue, s3 };
  const isReady = Object.values(checks).every(({ status }) => status === 'ok');
  return { status: isReady ? 'ok' : 'failed', checks };
};
