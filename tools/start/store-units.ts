import { join } from 'node:path';
import { ensureDatabase, startPostgres, startRedis, startS3 } from '@media/local-services';
import type { StoreAddresses } from './child-environment.ts';
import { connectHost, originOf } from './connect-host.ts';
import type { Ports } from './ports.ts';
import { keepRotating } from './rotate-log.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Unit } from './supervise.ts';

type Stores = { postgres?: Unit; redis?: Unit; s3?: Unit; addresses: StoreAddresses };

const DATABASE = 'media';
const GRACE_MS = 20_000;

const postgresUnit = (dataDir: string, logFile: string, port: number, password: string): Unit => ({
  name: 'postgres',
  graceMs: GRACE_MS,
  start: async (onSpawn) => {
    const server = await startPostgres({ dataDir, port, password, logFile, durable: true, onSpawn });
    await ensureDatabase(server.url('postgres'), DATABASE);
    return server.child;
  },
});

const redisUnit = (dataDir: string, logFile: string, port: number, password: string): Unit => ({
  name: 'redis',
  graceMs: GRACE_MS,
  start: async (onSpawn) => (await startRedis({ dataDir, port, password, logFile, durable: true, onSpawn })).child,
});

const s3Unit = (options: Omit<Parameters<typeof startS3>[0], 'onSpawn'>): Unit => ({
  name: 's3',
  graceMs: GRACE_MS,
  start: async (onSpawn) => (await startS3({ ...options, onSpawn })).child,
});

/** The embedded servers and their addresses. */
export const storeUnits = (
  { embedded, dataDir, logDir, bindHost, region }: Settings,
  ports: Ports,
  secrets: Secrets,
): Stores => {
  const log = (name: string): string => {
    const path = join(logDir, `${name}.log`);
    keepRotating(path);
    return path;
  };
  const { postgresPassword, redisPassword, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = secrets;
  const s3 = {
    dataDir: join(dataDir, 's3'),
    port: ports.s3,
    host: bindHost,
    connectHost: connectHost(bindHost),
    region,
    accessKeyId,
    secretAccessKey,
  };
  return {
    ...(embedded.postgres
      ? { postgres: postgresUnit(join(dataDir, 'postgres'), log('postgres'), ports.postgres, postgresPassword) }
      : {}),
    ...(embedded.redis ? { redis: redisUnit(join(dataDir, 'redis'), log('redis'), ports.redis, redisPassword) } : {}),
    ...(embedded.s3 ? { s3: s3Unit({ ...s3, logFile: log('s3') }) } : {}),
    addresses: {
      databaseUrl: embedded.postgres
        ? `postgresql://media:${postgresPassword}@127.0.0.1:${ports.postgres}/${DATABASE}`
        : undefined,
      redisUrl: embedded.redis ? `redis://:${redisPassword}@127.0.0.1:${ports.redis}` : undefined,
      s3Endpoint: embedded.s3 ? originOf(bindHost, ports.s3) : undefined,
    },
  };
};
