import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { createLog, onShutdown, requireNode, workerConfig } from '@media/runtime';
import { startTracing } from '@media/tracing/start';
import { serveHealth } from './health/serve-health.js';
import { openConnections } from './roles/open-connections.js';
import type { RunningRole } from './roles/running-role.js';
import { startControl } from './roles/start-control.js';
import { startEncode } from './roles/start-encode.js';

const GRACE_MS = 10_000;

requireNode(process.versions.node);
const config = workerConfig(process.env);
const worker = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
const log = createLog('worker', config.logLevel).child({ worker });
const tracing = await startTracing('worker', process.env, log);
const connections = openConnections(config, log);

const dir = resolve(config.dir);
const running: RunningRole[] = [];
if (config.roles.includes('encode')) running.push(await startEncode(connections, { worker, dir }));
if (config.roles.includes('control')) running.push(startControl(connections));

let isReady = true;
const health =
  config.healthPort === undefined
    ? undefined
    : await serveHealth({
        ...{ host: config.healthHost, port: config.healthPort, roles: config.roles, metrics: connections.metrics, log },
        ...(config.roles.includes('encode') && { dir }),
        isReady: () => isReady,
      });

onShutdown(log, GRACE_MS, () => [
  { name: 'readiness', close: () => (isReady = false) },
  // In parallel: if the database doesn't answer the dispatcher, tasks must still get their time to finish.
  { name: 'roles', close: () => Promise.all(running.map((role) => role.stop())) },
  ...running.map(({ name, close }) => ({ name, close })),
  { name: 'database', close: () => connections.database.close() },
  { name: 'health', close: () => health?.close() },
  { name: 'connections', close: connections.disconnect },
  { name: 'tracing', close: () => tracing?.stop() },
]);

const facts = Object.assign({}, ...running.map((role) => role.facts));
log.info({ roles: config.roles, ...facts }, 'Worker ready');
