import { statfs } from 'node:fs/promises';
import type { Logger, Metrics, WorkerRole } from '@media/runtime';
import { type InternalResponse, metricsPage, serveInternal } from '@media/runtime/http';

/** With less free space, the next chunk would fail. */
const MIN_FREE_BYTES = 512 * 2 ** 20;

export type HealthDeps = {
  host: string;
  port: number;
  /** Directory of the tasks' files; undefined for a process that runs none. */
  dir?: string;
  roles: readonly WorkerRole[];
  metrics: Pick<Metrics, 'registry'>;
  /** False while shutting down. */
  isReady(): boolean;
  log: Logger;
};

/** For orchestrators and Prometheus: /health/live, /health/ready and /metrics. */
export const serveHealth = async (deps: HealthDeps): Promise<{ port: number; close(): void }> => {
  const { host, metrics, log } = deps;
  const server = await serveInternal({
    ...{ host, port: deps.port },
    pages: {
      '/health/live': () => [200, 'live'],
      '/health/ready': () => readiness(deps),
      '/metrics': metricsPage(metrics),
    },
    onFailure: (error) => log.warn({ err: error }, 'Health endpoint failed'),
  });
  log.info({ host, port: server.port }, 'Health endpoint listening');
  return server;
};

const readiness = async ({ dir, roles, isReady }: HealthDeps): Promise<InternalResponse> => {
  if (!isReady()) return [503, 'shutting down'];
  if (dir !== undefined && (await isFull(dir))) return [503, 'disk full'];
  return [200, `ready: ${roles.join(', ')}`];
};

const isFull = async (dir: string): Promise<boolean> => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize < MIN_FREE_BYTES;
};
