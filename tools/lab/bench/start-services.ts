import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { applyMigrations, type Database, openDatabase } from '@media/database';
import {
  type Child,
  freePort,
  startChild,
  startPostgres,
  startRedis,
  startS3,
  untilReady,
} from '@media/local-services';
import { createObjectStore, type ObjectStore } from '@media/storage';
import { respondsAt } from '../../start/health.ts';
import { NODE_ENV_LIMITS, NODE_FLAGS } from '../../start/node-flags.ts';

const ROOT = join(import.meta.dirname, '../../..');
const READY_MS = 60_000;
const KEYS = { accessKeyId: 'bench', secretAccessKey: 'bench-secret', region: 'us-east-1' };

export type AppOptions = {
  env?: Record<string, string>;
  /** The URL of its readiness check. */
  readyUrl: string;
  /** A CPU list for `taskset`; defaults to all processors. */
  cores?: string;
};

export type Services = {
  databaseUrl: string;
  database: Database;
  store: ObjectStore;
  /** The process of the S3 server. */
  s3: Child;
  /** Starts a built app with the launcher's environment and flags. */
  startApp(name: 'api' | 'worker', options: AppOptions): Promise<Child>;
  /** Stops everything in reverse order of start. */
  stop(): Promise<void>;
};

/** Starts PostgreSQL, Redis and S3 with their data in `dir`. */
export const startServices = async (dir: string): Promise<Services> => {
  const children: Child[] = [];
  const onSpawn = (child: Child) => children.unshift(child);
  const at = (name: string) => ({
    dataDir: join(dir, name),
    logFile: join(dir, `${name}.log`),
    durable: false,
    onSpawn,
  });
  const postgres = await startPostgres({ ...at('postgres'), password: 'bench', port: await freePort() });
  const redis = await startRedis({ ...at('redis'), password: 'bench', port: await freePort() });
  const { endpoint, child: s3 } = await startS3({ ...at('s3'), ...KEYS, port: await freePort() });
  const databaseUrl = postgres.url('postgres');
  await applyMigrations(databaseUrl);
  const database = openDatabase({ databaseUrl, maxConnections: 4, onEvents: () => {} });
  const store = createObjectStore({ ...KEYS, endpoint, bucket: 'media', forcePathStyle: true });
  await store.ensureBucket({ corsOrigins: ['*'] });
  const env = {
    ...NODE_ENV_LIMITS,
    ...process.env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    S3_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    DATA_DIR: dir,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  };
  return {
    databaseUrl,
    database,
    store,
    s3,
    startApp: async (name, { env: more, readyUrl, cores }) => {
      const argv = [process.execPath, ...NODE_FLAGS, join(ROOT, `apps/${name}/dist/main.js`)];
      const [command = '', ...args] = cores ? ['taskset', '--cpu-list', cores, ...argv] : argv;
      const logFile = join(dir, `${name}.log`);
      const child = await startChild({ name, command, args, env: { ...env, ...more }, logFile });
      onSpawn(child);
      await untilReady(child, respondsAt(readyUrl), READY_MS);
      return child;
    },
    stop: async () => {
      store.close();
      await database.close();
      for (const child of children) await child.stop();
    },
  };
};

/** Starts an API on a free port. */
export const startApi = async ({ startApp }: Services): Promise<{ api: Child; baseUrl: string }> => {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = { JWT_SECRET: randomBytes(32).toString('hex'), API_PORT: String(port), API_HOST: '127.0.0.1' };
  return { api: await startApp('api', { env, readyUrl: `${baseUrl}/health/ready` }), baseUrl };
};

/** Starts a worker with a free health port. */
export const startWorker = async ({ startApp }: Services, dir: string, cores?: string): Promise<Child> => {
  const port = await freePort();
  const env = { WORKER_HEALTH_PORT: String(port), WORKER_DIR: dir };
  const readyUrl = `http://127.0.0.1:${port}/health/ready`;
  return await startApp('worker', { env, readyUrl, ...(cores !== undefined && { cores }) });
};
