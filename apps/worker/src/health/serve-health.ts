import { statfs } from 'node:fs/promises';
import type { Logger, Metrics } from '@media/runtime';
import { type InternalAnswer, metricsPage, serveInternal } from '@media/runtime/http';

/** With less than this free, the next chunk would fail. */
const MIN_FREE_BYTES = 512 * 2 ** 20;

export type HealthDeps = {
  host: string;
  port: number;
  dir: string;
  metrics: Pick<Metrics, 'registry'>;
  /** Whether this worker takes tasks. */
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
    onFailure: (error) => log.warn({ err: error }, 'health'),
  });
  log.info({ host, port: server.port }, 'health');
  return server;
};

const readiness = async ({ dir, isReady }: HealthDeps): Promise<InternalAnswer> => {
  if (!isReady()) return [503, 'shutting down'];
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize < MIN_FREE_BYTES ? [503, 'disk full'] : [200, 'ready'];
};
