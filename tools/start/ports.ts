import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@media/local-services';
import type { Settings } from './settings.ts';
import { StartupError } from './startup-error.ts';
import { writePrivate } from './write-private.ts';

export type Ports = Record<'api' | 'web' | 's3' | 'postgres' | 'redis' | 'apiMetrics' | 'webMetrics', number> & {
  workers: number[];
};

/** The error code of listening on the port (EADDRINUSE, EACCES); undefined on success. */
const listenError = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });

/** A port can be in use on one address and free on another, and browsers can connect to either for "localhost". */
const listenErrorOnAny = async (port: number): Promise<string | undefined> =>
  (await listenError(port, '0.0.0.0')) ?? (await listenError(port, '127.0.0.1'));

/** Throws a StartupError with the variable and a free port. */
export const requireFreePort = async (variable: string, port: number): Promise<void> => {
  const code = await listenErrorOnAny(port);
  if (!code) return;
  const problem = code === 'EACCES' ? 'requires more privileges' : 'is already in use';
  const example = await freePort();
  throw new StartupError(
    `Port ${port} ${problem}. Set ${variable} to a free port, for example: ${variable}=${example} npx pnpm start`,
  );
};

type Remembered = Partial<Pick<Ports, 'postgres' | 'redis'>>;

const readRemembered = (path: string): Remembered => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Remembered;
  } catch {
    return {}; // first start in this folder
  }
};

/** The configured port, or the previous one if it is free, or a new one. */
const storePort = async (
  variable: string,
  configured: number | undefined,
  remembered: number | undefined,
): Promise<number> => {
  if (configured) {
    await requireFreePort(variable, configured);
    return configured;
  }
  return remembered && !(await listenErrorOnAny(remembered)) ? remembered : freePort();
};

/** For metrics and health: the configured port, or a free one that isn't `taken`. */
const internalPort = async (
  variable: string,
  configured: number | undefined,
  taken: readonly number[],
): Promise<number> => {
  if (configured) {
    await requireFreePort(variable, configured);
    return configured;
  }
  for (;;) {
    const candidate = await freePort();
    if (!taken.includes(candidate)) return candidate;
  }
};

const internalPorts = async ({
  ports,
  workerProcesses,
  workerHealthPort,
}: Settings): Promise<Pick<Ports, 'apiMetrics' | 'webMetrics' | 'workers'>> => {
  const apiMetrics = await internalPort('API_METRICS_PORT', ports.apiMetrics, []);
  const webMetrics = await internalPort('WEB_METRICS_PORT', ports.webMetrics, [apiMetrics]);
  const workers: number[] = [];
  while (workers.length < workerProcesses) {
    const configured = workerHealthPort && workerHealthPort + workers.length;
    workers.push(await internalPort('WORKER_HEALTH_PORT', configured, [apiMetrics, webMetrics, ...workers]));
  }
  return { apiMetrics, webMetrics, workers };
};

/** Chooses all ports. Call it with the lock held and after ending leftovers of a crash. */
export const choosePorts = async (settings: Settings): Promise<Ports> => {
  const { ports, embedded, dataDir } = settings;
  await requireFreePort('WEB_PORT', ports.web);
  await requireFreePort('API_PORT', ports.api);
  if (embedded.s3) await requireFreePort('S3_PORT', ports.s3);
  const path = join(dataDir, 'ports.json');
  const remembered = readRemembered(path);
  const chosen = {
    postgres: await storePort('POSTGRES_PORT', ports.postgres, remembered.postgres),
    redis: await storePort('REDIS_PORT', ports.redis, remembered.redis),
  };
  writePrivate(path, JSON.stringify(chosen));
  return { api: ports.api, web: ports.web, s3: ports.s3, ...chosen, ...(await internalPorts(settings)) };
};
