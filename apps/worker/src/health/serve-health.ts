import { statfs } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger, Metrics } from '@media/runtime';

/** With less than this free, the next chunk would fail. */
const MIN_FREE_BYTES = 512 * 2 ** 20;

export type HealthDeps = {
  port: number;
  dir: string;
  metrics: Pick<Metrics, 'registry'>;
  /** Whether this worker takes tasks. */
  isReady(): boolean;
  log: Logger;
};

/** For orchestrators and Prometheus: /health/live, /health/ready and /metrics. */
export const serveHealth = async (deps: HealthDeps): Promise<{ port: number; close(): void }> => {
  const answers: Record<string, () => Promise<[status: number, body: string, type?: string]>> = {
    '/health/live': async () => [200, 'live'],
    '/health/ready': async () => readiness(deps),
    '/metrics': async () => [200, await deps.metrics.registry.metrics(), deps.metrics.registry.contentType],
  };
  const server = createServer(async (request, response) => {
    const answer = answers[new URL(request.url ?? '/', 'http://worker').pathname];
    const [status, body, type = 'text/plain'] = (await answer?.()) ?? [404, 'not found'];
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(deps.port, resolve));
  const { port } = server.address() as AddressInfo;
  deps.log.info({ port }, 'health');
  return { port, close: () => server.close() };
};

const readiness = async ({ dir, isReady }: HealthDeps): Promise<[number, string]> => {
  if (!isReady()) return [503, 'shutting down'];
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize < MIN_FREE_BYTES ? [503, 'disk full'] : [200, 'ready'];
};
