import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeProcess, runDir } from '@media/testkit';
import { expect } from 'vitest';
import { type Job, openScene, until } from '../scene.fixture.js';
import { openDatabaseGate, type Target } from './database-gate.fixture.js';
import { openStoreGate } from './store-gate.fixture.js';

/** A killed worker, the time of the kill by the database's clock, and the tasks that were queued at that time. */
export type Killed = { pid: number; dir: string; at: Date; queued: string[] };

export type FaultScene = Awaited<ReturnType<typeof openFaultScene>>;

/** Short, because every test waits for a lease to expire. */
export const LEASE_SECONDS = 5;
const CHILDREN_GONE_MS = 5_000;

/** A scene whose workers share only the database, Redis and storage, with gates in front of the database and storage. */
export const openFaultScene = async (workerCount = 2) => {
  const scene = await openScene({ LEASE_SECONDS: String(LEASE_SECONDS) });
  const [database, store] = await Promise.all([
    openDatabaseGate(scene.env.DATABASE_URL),
    openStoreGate(scene.env.S3_ENDPOINT ?? ''),
  ]);
  const dirs = Array.from({ length: workerCount }, () => mkdtempSync(join(runDir(), 'worker-')));
  const workers = new Map<string, NodeProcess>();
  const start = async (dir: string): Promise<void> => {
    // With several threads, x264's decisions depend on timing, and two runs of the same encode differ.
    const env = { WORKER_DIR: dir, S3_ENDPOINT: store.endpoint, WORKER_ENCODE_THREADS: '1' };
    workers.set(dir, await scene.startWorker(env));
  };
  await Promise.all(dirs.map(start));

  return {
    ...scene,
    gates: { database, store },
    /** The directories of the workers, which identify them: a restarted process has the same one. */
    dirs,
    /** Restarts a worker. */
    start,
    dirOf: (worker: string): string => {
      const found = dirs.find((dir) => workers.get(dir)?.identity.pid === pidOf(worker));
      if (!found) throw new Error(`no worker runs as ${worker}`);
      return found;
    },
    /** Sends SIGKILL to the worker only: its media processes must end by themselves. */
    kill: async (dir: string): Promise<Killed> => {
      const child = workers.get(dir);
      if (!child) throw new Error(`no worker runs in ${dir}`);
      const { pid } = child.identity;
      const [clock] = await scene.database.sql.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
      process.kill(pid, 'SIGKILL');
      await child.exited;
      workers.delete(dir);
      const queued = await scene.database.sql.task.findMany({ where: { status: 'queued' }, select: { id: true } });
      return { pid, dir, at: clock?.now ?? new Date(Number.NaN), queued: queued.map(({ id }) => id) };
    },
    /** Fails if a worker's media processes outlive it. */
    expectNoOrphans: async ({ dir }: Killed): Promise<void> => {
      await until(async () => scene.mediaProcesses(dir).length === 0 || undefined, CHILDREN_GONE_MS);
    },
    attemptOf: ({ videoId }: Job, target: Target, status: 'running' | 'completed') =>
      scene.database.sql.attempt.findFirst({ where: { status, task: { videoId, ...target } } }),
    /** All attempts of a job, by task, oldest first. */
    attemptsOf: ({ videoId }: Job) =>
      scene.database.sql.attempt.findMany({
        where: { task: { videoId } },
        include: { task: true },
        orderBy: [{ taskId: 'asc' }, { number: 'asc' }],
      }),
    close: async (): Promise<void> => {
      await database.close();
      await scene.close();
      store.close();
    },
  };
};
export type Attempt = Awaited<ReturnType<FaultScene['attemptsOf']>>[number];

/** A worker's name consists of host, process ID and a random suffix. */
export const pidOf = (worker: string): number => Number(worker.split('-').at(-2));

/** The job has completed, and after a cleanup the store contains exactly the objects that its rows name: one version, nothing else. */
export const expectOneVersion = async (scene: FaultScene, job: Job): Promise<void> => {
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
  for await (const { key } of scene.store.listMultiparts('media/'))
    expect.unreachable(`multipart upload left open: ${key}`);
  const jobs = await scene.database.sql.job.findMany({ where: { videoId: job.videoId } });
  const { publishedJobId } = await scene.details(job);
  expect(jobs.map(({ id, status }) => ({ id, status }))).toEqual([{ id: publishedJobId, status: 'completed' }]);
};
