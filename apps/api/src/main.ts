import { apiConfig, createLog, exitAfterLogging, onShutdown, requireNode } from '@media/runtime';
import { startTracing } from '@media/tracing/start';
import { createApp } from './create-app.js';
import { MainModule } from './main.module.js';

const GRACE_MS = 8_000;

requireNode(process.versions.node);
const config = apiConfig(process.env);
const log = createLog('api', config.logLevel);

try {
  const tracing = await startTracing('api', process.env, log);
  const app = await createApp(MainModule.forRoot({ config, log }), { config, log });
  await app.listen({ port: config.port, host: config.host });
  // Event streams end first, then the server, then its connections; see the shutdown hooks of the modules.
  onShutdown(log, GRACE_MS, () => [
    { name: 'api', close: () => app.close() },
    { name: 'tracing', close: () => tracing?.stop() },
  ]);
  log.info({ port: config.port }, 'API ready');
} catch (error) {
  log.error({ err: error }, 'API failed to start');
  exitAfterLogging(log, 1);
}
