import { randomBytes } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import {
  changeRepository,
  claimRepository,
  dispatchRepository,
  garbageRepository,
  historyRepository,
  idempotencyRepository,
  mediaRepository,
  openDatabase,
  orphanRepository,
  pieceRepository,
  planRepository,
  sessionRepository,
  taskEndings,
  uploadRepository,
} from '@media/database';
import { createMediaRunner, findPacketClock } from '@media/media';
import {
  connectRedis,
  createLive,
  createLog,
  createMetrics,
  createTaskQueues,
  followCancels,
  onShutdown,
  requireNode,
  workerConfig,
} from '@media/runtime';
import { createObjectStore } from '@media/storage';
import { consumeQueues } from './consume-queues.js';
import { startDispatching } from './dispatch/dispatch.js';
import { serveHealth } from './health/serve-health.js';
import { chooseMemoryCgroup } from './memory/choose-memory-cgroup.js';
import { endTasks } from './run-task/end-tasks.js';
import { holdTasks } from './run-task/held-tasks.js';
import { runTask } from './run-task/run-task.js';
import { chooseSandbox } from './sandbox/choose-sandbox.js';
import { openSourceCache } from './sources/source-cache.js';
import { STEPS } from './steps.js';
import { startSweeper } from './sweep/start-sweeper.js';
import { openWorkspace } from './workspace/workspace.js';

/** Of the grace: a second for what nearly ends anyway, then it is handed back; the rest is for closing. */
const FINISH_MS = 1_000;
const HAND_BACK_MS = 5_000;
const GRACE_MS = 10_000;

requireNode(process.versions.node);
const config = workerConfig(process.env);
const worker = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
const log = createLog('worker', config.logLevel).child({ worker });
const dir = resolve(config.dir);
await mkdir(dir, { recursive: true });

const [ffmpegPath, ffprobePath] = await Promise.all([realpath(config.ffmpegPath), realpath(config.ffprobePath)]);
const sandbox = await chooseSandbox({ ...config, ffmpegPath, dir, log });
const memoryCgroup = chooseMemoryCgroup(dir, log);
const media = createMediaRunner({
  ...{ ffmpegPath, ffprobePath, sandbox },
  ...{ memoryBytes: config.ffmpegMemoryBytes, memoryCgroup },
});

const redis = connectRedis(config.redis, log);
const live = createLive(config.redis, log, redis);
const database = openDatabase({
  databaseUrl: config.databaseUrl,
  maxConnections: config.databaseMaxConnections,
  onEvents: (events) => void live.publishEvents(events),
});
const store = createObjectStore(config.s3);
const metrics = createMetrics('worker');
const workspace = await openWorkspace(dir);
const packetClock = await findPacketClock(media, workspace.dir);
const sources = await openSourceCache({
  store,
  dir: join(dir, 'sources'),
  processDir: workspace.dir,
  cacheBytes: config.cacheBytes,
});

const claims = claimRepository(database);
const endings = taskEndings(database);
const held = holdTasks({ claims, leaseMs: config.leaseMs, heartbeatMs: config.heartbeatMs, log });
const cancels = followCancels(config.redis, log, held.checkSoon);
const mediaRows = mediaRepository(database);
const pieces = pieceRepository(database);
const plans = planRepository(database);
const { leaseMs } = config;
const threads = config.encodeThreads ?? availableParallelism();
const reached = { store, sources, media, claims, endings, held, workspace, live, metrics, mediaRows, pieces, plans };
const queues = createTaskQueues(config.redis, log);
/** As if all workers were like this one. It only steers the length of chunks: what is not known counts as this one alone. */
const countEncodeSlots = async (): Promise<number> =>
  Math.max(1, await queues.countConsumers('encode').catch(() => 1)) * config.concurrency;
const consumers = consumeQueues(config.redis, log, config, (message) =>
  runTask({ ...reached, worker, leaseMs, threads, packetClock, countEncodeSlots, log, steps: STEPS }, message),
);

const dispatching = startDispatching({
  databaseUrl: config.databaseUrl,
  dispatch: dispatchRepository(database),
  endings,
  orphans: orphanRepository(database),
  queues,
  live,
  log,
});

const sweeper = startSweeper({
  ...{ config, log, database, store },
  uploads: uploadRepository(database),
  garbage: garbageRepository(database),
  idempotency: idempotencyRepository(database),
  sessions: sessionRepository(database),
  changes: changeRepository(database),
  history: historyRepository(database),
});

const host = config.healthHost;
let isReady = true;
const health =
  config.healthPort === undefined
    ? undefined
    : await serveHealth({ host, port: config.healthPort, dir, metrics, isReady: () => isReady, log });

const ending = { held, pause: consumers.pause, finishMs: FINISH_MS, handBackMs: HAND_BACK_MS };
onShutdown(log, GRACE_MS, () => [
  { name: 'readiness', close: () => (isReady = false) },
  // Side by side: a database that does not answer the dispatcher must not take the time of the tasks.
  { name: 'work', close: () => Promise.all([dispatching.close(), sweeper.close(), endTasks(ending)]) },
  { name: 'heartbeats', close: () => held.close() },
  { name: 'workspace', close: () => workspace.close() },
  { name: 'database', close: () => database.close() },
  { name: 'health', close: () => health?.close() },
  { name: 'connections', close: () => [cancels.close(), redis.disconnect(), store.close()] },
]);

log.info({ sandbox: sandbox.mode, concurrency: config.concurrency, dir }, 'worker ready');
