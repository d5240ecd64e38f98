import { join } from 'node:path';
import { type OrganizationId, RECIPES, storageKeys, type VideoId } from '@media/core';
import {
  applyMigrations,
  claimRepository,
  type Database,
  dispatchRepository,
  newId,
  openDatabase,
  orphanRepository,
  taskEndings,
} from '@media/database';
import { type Child, freePort, startPostgres, startRedis } from '@media/local-services';
import { createLog, createTaskQueues } from '@media/runtime';
import { startDispatching } from '@media/worker/dispatching';
import { addOrganization, addVideo } from '../add-video.ts';
import { cpuSecondsOf, descendantsOf } from '../process-cost.ts';
import { startSimulatedWorker } from './simulated-worker.ts';

const CONNECTIONS = 24;

export type Fleet = {
  database: Database;
  addOrganization(): Promise<OrganizationId>;
  /** Creates a queued video of this length. */
  addVideo(seconds: number, owner?: OrganizationId): Promise<VideoId>;
  /** CPU time of all processes so far: this one, with dispatcher and workers, PostgreSQL and Redis. */
  cpuSeconds(): number;
  stop(): Promise<void>;
};

/** Starts real PostgreSQL, Redis and dispatcher, and simulated workers. */
export const startFleet = async (dir: string, workers: number, speed: number): Promise<Fleet> => {
  const children: Child[] = [];
  const onSpawn = (child: Child) => children.unshift(child);
  const at = (name: string) => ({
    ...{ dataDir: join(dir, name), logFile: join(dir, `${name}.log`), durable: false, onSpawn },
  });
  const postgres = await startPostgres({ ...at('postgres'), password: 'bench', port: await freePort() });
  const { url } = await startRedis({ ...at('redis'), password: 'bench', port: await freePort() });
  const databaseUrl = postgres.url('postgres');
  await applyMigrations(databaseUrl);
  const log = createLog('fleet', 'error');
  const redis = { url, prefix: 'fleet' };
  const database = openDatabase({ databaseUrl, maxConnections: CONNECTIONS, onEvents: () => {} });
  const [claims, endings] = [claimRepository(database), taskEndings(database)];
  const queues = createTaskQueues(redis, log);
  const deps = { redis, log, claims, endings, queues, speed };
  const fleet = Array.from({ length: workers }, (_, index) => startSimulatedWorker(deps, `worker-${index}`));
  const live = { cancel: async () => undefined };
  const dispatching = startDispatching({
    databaseUrl,
    dispatch: dispatchRepository(database),
    endings,
    orphans: orphanRepository(database),
    queues,
    live,
    log,
  });
  return {
    database,
    addOrganization: () => addOrganization(database),
    addVideo: (seconds, owner) => addSimulated(database, seconds, owner),
    cpuSeconds: () => {
      const pids = children.flatMap(({ identity: { pid } }) => [pid, ...descendantsOf(pid)]);
      const { user, system } = process.cpuUsage();
      return pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), (user + system) / 1e6);
    },
    stop: async () => {
      await dispatching.close();
      await Promise.all(fleet.map((worker) => worker.close()));
      await queues.close();
      await database.close();
      for (const child of children) await child.stop();
    },
  };
};

const addSimulated = async (database: Database, seconds: number, owner?: OrganizationId): Promise<VideoId> => {
  const id = newId<'VideoId'>();
  const source = { key: storageKeys.source(id), etag: '"simulated"', sizeBytes: 1, fileName: String(seconds) };
  return await addVideo(database, source, RECIPES.stream, id, owner);
};
