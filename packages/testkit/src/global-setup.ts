import { join } from 'node:path';
import { type Child, freePort, startPostgres, startRedis, startS3 } from '@media/local-services';
import type { TestProject } from 'vitest/node';
import type { Provided, S3Address, StoreLack } from './infrastructure.ts';
import { openRunDir } from './run-dir.ts';

type OnSpawn = (child: Child) => void;

const PASSWORD = 'test';
const STOP_MS = 5_000;

const postgres = async (dir: string, onSpawn: OnSpawn): Promise<string> => {
  const named = process.env.TEST_DATABASE_URL;
  if (named) return named;
  const options = { dataDir: join(dir, 'postgres'), logFile: join(dir, 'postgres.log'), durable: false, onSpawn };
  const server = await startPostgres({ ...options, password: PASSWORD, port: await freePort() });
  return server.url('postgres');
};

const redis = async (dir: string, onSpawn: OnSpawn): Promise<string> => {
  const named = process.env.TEST_REDIS_URL;
  if (named) return named;
  const options = { dataDir: join(dir, 'redis'), logFile: join(dir, 'redis.log'), durable: false, onSpawn };
  return (await startRedis({ ...options, password: PASSWORD, port: await freePort() })).url;
};

const s3 = async (dir: string, onSpawn: OnSpawn): Promise<S3Address> => {
  const keys = {
    accessKeyId: process.env.TEST_AWS_ACCESS_KEY_ID ?? 'testkit',
    secretAccessKey: process.env.TEST_AWS_SECRET_ACCESS_KEY ?? 'testkit-secret',
    region: process.env.TEST_AWS_REGION ?? 'us-east-1',
  };
  const named = process.env.TEST_S3_ENDPOINT;
  if (named) return { endpoint: named, ...keys };
  const options = { dataDir: join(dir, 's3'), logFile: join(dir, 's3.log'), onSpawn };
  return { endpoint: (await startS3({ ...options, ...keys, port: await freePort() })).endpoint, ...keys };
};

const provided = async <Address>(starting: Promise<Address>): Promise<Provided<Address>> => {
  try {
    return { address: await starting };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
};

/** Vitest calls this once per run. It starts PostgreSQL, Redis and S3; the returned function stops them. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const run = openRunDir();
  const children: Child[] = [];
  const onSpawn = (child: Child) => children.push(child);
  const [database, queue, store] = await Promise.all([
    provided(postgres(run.dir, onSpawn)),
    provided(redis(run.dir, onSpawn)),
    provided(s3(run.dir, onSpawn)),
  ]);
  const s3Lacks = (process.env.TEST_S3_LACKS ?? '').split(',').filter((lack) => lack !== '') as StoreLack[];
  project.provide('infrastructure', { postgres: database, redis: queue, s3: store, s3Lacks, runDir: run.dir });
  return async () => {
    await Promise.all(children.map((child) => child.stop(STOP_MS)));
    run.remove();
  };
};
