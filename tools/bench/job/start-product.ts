import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { applyMigrations } from '@media/database';
import { createClient } from '@media/sdk';
import { createObjectStore } from '@media/storage';
import {
  type Child,
  freePort,
  startChild,
  startPostgres,
  startRedis,
  startS3,
  untilReady,
} from '@media/testkit/services';
import { NODE_ENV_LIMITS, NODE_FLAGS } from '../../start/node-flags.ts';

const ROOT = join(import.meta.dirname, '../../..');
const READY_MS = 60_000;
const KEYS = { accessKeyId: 'bench', secretAccessKey: 'bench-secret', region: 'us-east-1' };

export type Product = {
  client: ReturnType<typeof createClient>;
  databaseUrl: string;
  api: Child;
  worker: Child;
  stop(): Promise<void>;
};

/** The whole product in a folder, without the web pages: services, one API, one worker. */
export const startProduct = async (dir: string): Promise<Product> => {
  const children: Child[] = [];
  const onSpawn = (child: Child) => children.unshift(child);
  const at = (name: string) => ({
    dataDir: join(dir, name),
    logFile: join(dir, `${name}.log`),
    durable: false,
    onSpawn,
  });
  const postgres = await startPostgres({ ...at('postgres'), password: 'bench', port: await freePort() });
  const redis = await startRedis({ ...at('redis'), port: await freePort() });
  const s3 = await startS3({ ...at('s3'), ...KEYS, port: await freePort() });
  const databaseUrl = postgres.url('postgres');
  await applyMigrations(databaseUrl);
  const store = createObjectStore({
    ...KEYS,
    endpoint: s3.endpoint,
    bucket: 'media',
    forcePathStyle: true,
  });
  await store.ensureBucket({ corsOrigins: ['*'] });
  store.close();
  const port = await freePort();
  const env = {
    ...NODE_ENV_LIMITS,
    ...process.env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    S3_ENDPOINT: s3.endpoint,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    JWT_SECRET: randomBytes(32).toString('hex'),
    API_PORT: String(port),
    API_HOST: '127.0.0.1',
    DATA_DIR: dir,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  };
  const start = async (name: string, more: Record<string, string> = {}): Promise<Child> => {
    const args = [...NODE_FLAGS, join(ROOT, `apps/${name}/dist/main.js`)];
    const child = await startChild({
      name,
      command: process.execPath,
      args,
      env: { ...env, ...more },
      logFile: join(dir, `${name}.log`),
    });
    onSpawn(child);
    return child;
  };
  const api = await start('api');
  const healthPort = await freePort();
  const worker = await start('worker', { WORKER_HEALTH_PORT: String(healthPort) });
  await untilReady(api, () => answersOk(`http://127.0.0.1:${port}/health/ready`), READY_MS);
  await untilReady(worker, () => answersOk(`http://127.0.0.1:${healthPort}/health/ready`), READY_MS);
  const client = createClient({ baseUrl: `http://127.0.0.1:${port}` });
  await client.auth.register({ email: 'bench@example.org', password: 'long enough for a bench' });
  return {
    client,
    databaseUrl,
    api,
    worker,
    stop: async () => {
      for (const child of children) await child.stop();
    },
  };
};

const answersOk = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
