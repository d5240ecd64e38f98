import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';
import { writePrivate } from './write-private.ts';

export type Ports = Record<'api' | 'web' | 's3' | 'postgres' | 'redis' | 'apiMetrics' | 'webMetrics', number> & {
  workers: number[];
};

/** Undefined when the port can be listened on, else the error's code (EADDRINUSE, EACCES). */
const obstacle = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });

/** A port may be taken on one address and free on another: browsers that ask for "localhost" may try either. */
const obstacleAnywhere = async (port: number): Promise<string | undefined> =>
  (await obstacle(port, '0.0.0.0')) ?? (await obstacle(port, '127.0.0.1'));

/** Throws a Refusal that names the variable and a free port. */
export const requireFreePort = async (variable: string, port: number): Promise<void> => {
  const code = await obstacleAnywhere(port);
  if (!code) return;
  const why = code === 'EACCES' ? 'may not be used by this user' : 'is taken by another program';
  const example = await freePort();
  throw new Refusal(
    `Port ${port} ${why}. Set ${variable} to a free port, for example: ${variable}=${example} npx pnpm start`,
  );
};

type Remembered = Partial<Pick<Ports, 'postgres' | 'redis'>>;

const readRemembered = (path: string): Remembered => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Remembered;
  } catch {
    return {}; // the first start in this folder
  }
};

/** The configured port, or the one of last time if it is still free, or a new one. */
const inner = async (
  variable: string,
  configured: number | undefined,
  remembered: number | undefined,
): Promise<number> => {
  if (configured) {
    await requireFreePort(variable, configured);
    return configured;
  }
  return remembered && !(await obstacleAnywhere(remembered)) ? remembered : freePort();
};

/** For metrics and health: the configured port, or a free one that is not among the `taken`. */
const internal = async (
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

/** One for the metrics of API and web each, and one for the health of each worker. */
const internalPorts = async ({
  ports,
  workerProcesses,
  workerHealthPort,
}: Settings): Promise<Pick<Ports, 'apiMetrics' | 'webMetrics' | 'workers'>> => {
  const apiMetrics = await internal('API_METRICS_PORT', ports.apiMetrics, []);
  const webMetrics = await internal('WEB_METRICS_PORT', ports.webMetrics, [apiMetrics]);
  const workers: number[] = [];
  while (workers.length < workerProcesses) {
    const configured = workerHealthPort && workerHealthPort + workers.length;
    workers.push(await internal('WORKER_HEALTH_PORT', configured, [apiMetrics, webMetrics, ...workers]));
  }
  return { apiMetrics, webMetrics, workers };
};

/** Settles all ports before anything is started. Call it with the lock held and the leftovers of a crash ended. */
export const choosePorts = async (settings: Settings): Promise<Ports> => {
  const { ports, embedded, dataDir } = settings;
  await requireFreePort('WEB_PORT', ports.web);
  await requireFreePort('API_PORT', ports.api);
  if (embedded.s3) await requireFreePort('S3_PORT', ports.s3);
  const path = join(dataDir, 'ports.json');
  const remembered = readRemembered(path);
  const chosen = {
    postgres: await inner('POSTGRES_PORT', ports.postgres, remembered.postgres),
    redis: await inner('REDIS_PORT', ports.redis, remembered.redis),
  };
  writePrivate(path, JSON.stringify(chosen));
  return { api: ports.api, web: ports.web, s3: ports.s3, ...chosen, ...(await internalPorts(settings)) };
};
