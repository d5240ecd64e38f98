import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type OrganizationId, RECIPES, type SourceProbe, storageKeys, systemActor, TASK_KIND_NAMES } from '@media/core';
import {
  claimRepository,
  createVideo,
  type Database,
  dispatchRepository,
  FLEET,
  type Fleet,
  mediaRepository,
  newId,
  openDatabase,
  orphanRepository,
  pieceRepository,
  planRepository,
  storePlan,
  taskEndings,
  usageRepository,
} from '@media/database';
import { createMediaRunner } from '@media/media';
import { connectRedis, createLive, createLog, createMetrics, createTaskQueues } from '@media/runtime';
import { createTestBucket, createTestDatabase, createTestRedisPrefix, runDir } from '@media/testkit';
import { AUDIO_PLAN } from './audio-plan.fixture.js';
import { consumeQueues } from './consume-queues.js';
import { type DispatchDeps, startDispatching } from './dispatch/dispatch.js';
import { holdTasks } from './run-task/held-tasks.js';
import { runTask } from './run-task/run-task.js';
import type { StepContext, StepOutcome, Steps } from './run-task/step.js';
import { openSourceCache } from './sources/source-cache.js';
import { openWorkspace } from './workspace/workspace.js';

const quiet = createLog('test', 'silent');

const PROBE: SourceProbe = {
  ...{ container: 'mov', durationMs: 1_000, sizeBytes: 1, startSeconds: 0, seekable: true, audios: [] },
};

export type FleetScene = Awaited<ReturnType<typeof openFleetScene>>;

/** Services, and in-process workers of any fleet: real except for their steps. */
export const openFleetScene = async (redis = testRedis()) => {
  const [server, bucket] = await Promise.all([createTestDatabase(), createTestBucket()]);
  const database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 10, onEvents: () => undefined });
  const closers: (() => Promise<unknown>)[] = [];
  return {
    ...{ database, databaseUrl: server.databaseUrl, redis },
    addVideo: (organizationId?: OrganizationId) => addVideo(database, organizationId),
    /** Starts a worker that is also a candidate for dispatcher of its fleet. */
    startWorker: async (options: WorkerOptions) => {
      const worker = await startWorker({ databaseUrl: server.databaseUrl, redis, store: bucket.store }, options);
      closers.push(worker.close);
      return worker;
    },
    close: async (): Promise<void> => {
      await Promise.all(closers.map((close) => close()));
      await database.close();
      await server.drop();
    },
  };
};

const testRedis = () => {
  const { redisUrl: url, prefix } = createTestRedisPrefix();
  return { url, prefix };
};

type Services = {
  databaseUrl: string;
  redis: { url: string; prefix: string };
  store: Awaited<ReturnType<typeof createTestBucket>>['store'];
};

export type WorkerOptions = {
  name: string;
  fleet?: Fleet;
  /** Replaces a kind's step. By default steps succeed, and the probe plans one audio track. */
  step?(context: StepContext): Promise<Partial<StepOutcome> | undefined>;
  /** A different database URL than the test's own. */
  databaseUrl?: string;
  leaseMs?: number;
  dispatching?: Pick<DispatchDeps, 'candidateMs' | 'orphanGraceMs'>;
};

const startWorker = async (services: Services, options: WorkerOptions) => {
  const { redis, store } = services;
  const { name, fleet = FLEET, step, dispatching = {}, databaseUrl = services.databaseUrl, leaseMs = 20_000 } = options;
  const database = openDatabase({ databaseUrl, maxConnections: 10, onEvents: () => undefined });
  const [claims, endings] = [claimRepository(database, fleet), taskEndings(database, fleet)];
  const held = holdTasks({ claims, leaseMs, heartbeatMs: leaseMs / 4, log: quiet });
  const workspace = await openWorkspace(mkdtempSync(join(runDir(), 'fleet-')));
  const sources = await openSourceCache({ store, dir: workspace.dir, processDir: workspace.dir, cacheBytes: 1e9 });
  const connection = connectRedis(redis, quiet);
  const live = createLive(redis, quiet, connection);
  const queues = createTaskQueues(redis, quiet, fleet.planVersion);
  const rows = {
    mediaRows: mediaRepository(database),
    pieces: pieceRepository(database),
    plans: planRepository(database),
    usage: usageRepository(database),
  };
  const media = createMediaRunner({ ffmpegPath: '', ffprobePath: '', sandbox: { mode: 'none', holes: [] } });
  const steps = stepsOf(step);
  const deps = { ...rows, ...{ claims, endings, held, workspace, sources, store, live, media, steps, log: quiet } };
  const consumers = consumeQueues(
    redis,
    quiet,
    { concurrency: 1, leaseMs, planVersion: fleet.planVersion },
    (message) =>
      runTask(
        {
          ...deps,
          worker: name,
          leaseMs,
          threads: 1,
          packetClock: 'track',
          countEncodeSlots: async () => 1,
          metrics: createMetrics(name),
        },
        message,
      ),
  );
  const dispatch = startDispatching({
    ...{ databaseUrl, dispatch: dispatchRepository(database, fleet), endings, queues, live, log: quiet, fleet },
    orphans: orphanRepository(database, fleet),
    ...dispatching,
  });
  return {
    stopDispatching: dispatch.close,
    close: async (): Promise<void> => {
      await dispatch.close();
      held.stopAll();
      await consumers.close();
      held.close();
      await queues.close();
      connection.disconnect();
      await database.close();
    },
  };
};

const stepsOf = (step: WorkerOptions['step']): Steps => {
  const run = async (_: unknown, context: StepContext): Promise<StepOutcome> => ({
    result: {},
    ...((await step?.(context)) ?? (context.task.kind === 'probe' ? PLANNED : {})),
  });
  return Object.fromEntries(TASK_KIND_NAMES.map((kind) => [kind, run])) as Steps;
};

const PLANNED: Partial<StepOutcome> = {
  publish: (tx, job) => storePlan(tx, job, { probe: PROBE, plan: AUDIO_PLAN, planHash: 'hash' }),
};

/** By default, of a new organization. */
const addVideo = async (database: Database, owner?: OrganizationId) => {
  const [organizationId, videoId] = [owner ?? newId<'OrganizationId'>(), newId<'VideoId'>()];
  if (!owner) await database.sql.organization.create({ data: { id: organizationId, name: 'an organization' } });
  const source = { key: storageKeys.source(videoId), etag: '"e"', sizeBytes: 1, fileName: 'a.mp4' };
  const video = { id: videoId, organizationId, title: 'a', metadata: {}, source };
  await database.transaction((tx) => createVideo(tx, systemActor(organizationId, 'test'), video, RECIPES.audio));
  return { organizationId, videoId };
};
