import { apiConfig, createLog, onShutdown, requireNode } from '@media/runtime';
import { metricsPage, serveInternal } from '@media/runtime/http';
import { closeDeps, openDeps } from './api-deps.js';
import { createServer } from './create-server.js';

const GRACE_MS = 8_000;

requireNode(process.versions.node);
const config = apiConfig(process.env);
const log = createLog('api', config.logLevel);
const deps = openDeps(config, log);

// A presigned URL carries its authority with it and cookies mean nothing to the store, so any origin may use one.
const bucket = await deps.store.ensureBucket({ corsOrigins: ['*'] });
for (const what of bucket.notPossible) log.warn({ what }, 'the store refused to be set up; browsers may be blocked');

const server = await createServer(deps);
await server.listen(config.port, config.host);
const metrics =
  config.metricsPort === undefined
    ? undefined
    : await serveInternal({
        ...{ host: config.metricsHost, port: config.metricsPort },
        pages: { '/metrics': metricsPage(deps.metrics) },
        onFailure: (error) => log.warn({ err: error }, 'metrics'),
      });

onShutdown(log, GRACE_MS, () => [
  // Streams first: they would keep the server waiting.
  { name: 'streams', close: () => deps.hub.close() },
  { name: 'server', close: () => server.close() },
  { name: 'metrics', close: () => metrics?.close() },
  { name: 'connections', close: () => closeDeps(deps) },
]);
log.info({ port: config.port }, 'api ready');
