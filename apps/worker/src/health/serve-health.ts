import { statfs } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger, Metrics } from '@media/runtime';

/** With less than this free, the next chunk would fail. */
const MIN_FREE_BYTES = 512 * 2 ** 20;

export type HealthDeps = {
  /** The address to listen on; what is told here is nobody else's business. */
  host: string;
  port: number;
  dir: string;
  metrics: Pick<Metrics, 'registry'>;
  /** Whether this worker takes tasks. */
  isReady(): boolean;
  log: Logger;
};

type Answer = [status: number, body: string, type?: string];

/** For orchestrators and Prometheus: /health/live, /health/ready and /metrics. */
export const serveHealth = async (deps: HealthDeps): Promise<{ port: number; close(): void }> => {
  const server = createServer(async (request, response) => {
    const [status, body, type = 'text/plain'] = await answer(deps, request.url ?? '');
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(deps.port, deps.host, resolve));
  const { port } = server.address() as AddressInfo;
  deps.log.info({ host: deps.host, port }, 'health');
  return { port, close: () => server.close() };
};

/** Never rejects: a question about the worker's health must not end it. */
const answer = async (deps: HealthDeps, target: string): Promise<Answer> => {
  // `//` is a target that node:http lets through, and no URL.
  const url = URL.parse(target, 'http://worker');
  if (!url) return [400, 'bad request'];
  try {
    switch (url.pathname) {
      case '/health/live':
        return [200, 'live'];
      case '/health/ready':
        return await readiness(deps);
      case '/metrics':
        return [200, await deps.metrics.registry.metrics(), deps.metrics.registry.contentType];
      default:
        return [404, 'not found'];
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'health');
    return [500, 'failed'];
  }
};

const readiness = async ({ dir, isReady }: HealthDeps): Promise<Answer> => {
  if (!isReady()) return [503, 'shutting down'];
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize < MIN_FREE_BYTES ? [503, 'disk full'] : [200, 'ready'];
};
