import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Actor,
  type OrganizationId,
  RECIPES,
  type Recipe,
  storageKeys,
  systemActor,
  type TaskResults,
  type VideoId,
} from '@media/core';
import {
  createVideo,
  type Database,
  eventRepository,
  garbageRepository,
  jobRepository,
  mediaRepository,
  newId,
  openDatabase,
  type Video,
  videoCommands,
  videoRepository,
} from '@media/database';
import {
  createTestBucket,
  createTestDatabase,
  createTestRedisPrefix,
  type NodeProcess,
  runDir,
  spawnNode,
} from '@media/testkit';

const WORKER = resolve(import.meta.dirname, '../dist/main.js');
/** Only catches hangs, with enough time left for a test's report. */
const TIMEOUT_MS = 240_000;

export type Job = { organizationId: OrganizationId; videoId: VideoId; actor: Actor };

/** A database, a bucket and real worker processes, to process videos from upload to completion. */
export const openScene = async (services: Record<string, string> = {}) => {
  const [server, bucket] = await Promise.all([createTestDatabase(), createTestBucket()]);
  const { redisUrl, prefix } = createTestRedisPrefix();
  const database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 5, onEvents: () => {} });
  const workers: NodeProcess[] = [];
  const env = {
    DATABASE_URL: server.databaseUrl,
    REDIS_URL: redisUrl,
    REDIS_PREFIX: prefix,
    ...bucket.env,
    WORKER_DIR: newWorkerDir(),
    // Tests trigger sweeps themselves.
    SWEEP_INTERVAL_SECONDS: '86400',
    LEASE_SECONDS: '3',
    HEARTBEAT_SECONDS: '1',
    NODE_ENV: 'test',
    ...services,
  };
  return {
    database,
    store: bucket.store,
    env,
    ...jobsOf(database, bucket.store),
    startWorker: async (more: Record<string, string> = {}): Promise<NodeProcess> => {
      const worker = await spawnNode(WORKER, { ...env, ...more });
      workers.push(worker);
      await worker.waitForLine('Worker ready');
      keepVerdict(env.WORKER_DIR);
      return worker;
    },
    /** Pids of media processes started by the workers with this directory, by a pattern of their command line. */
    mediaProcesses: (dir = env.WORKER_DIR, like = /./): number[] => processesLike(dir, like),
    close: async (): Promise<void> => {
      await Promise.all(workers.map((worker) => worker.kill()));
      await database.close();
      await server.drop();
    },
  };
};
export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Where a worker caches the result of its sandbox self-test, and where a test run keeps it for later scenes. */
const VERDICT = 'sandbox.json';
const knownVerdict = (): string => join(runDir(), 'worker-sandbox.json');

/** The first scene's worker tests the sandbox; later ones find its cached result, like a restarted worker. */
const newWorkerDir = (): string => {
  const dir = mkdtempSync(join(runDir(), 'worker-'));
  if (existsSync(knownVerdict())) copyFileSync(knownVerdict(), join(dir, VERDICT));
  return dir;
};

const keepVerdict = (dir: string): void => {
  const verdict = join(dir, VERDICT);
  if (existsSync(verdict) && !existsSync(knownVerdict())) copyFileSync(verdict, knownVerdict());
};

// The command lines of media processes contain the worker's directory. The worker's own doesn't: it gets the directory from its environment.
const processesLike = (dir: string, like: RegExp): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandLine(pid).includes(dir) && like.test(commandLine(pid)));

const commandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // has ended
  }
};

type Store = Awaited<ReturnType<typeof createTestBucket>>['store'];

const jobsOf = (database: Database, store: Store) => {
  const jobs = rowsOf(database);
  return {
    ...jobs,
    ...storedOf(database, store),
    commands: videoCommands(database),
    addVideo: (path: string, recipe: Recipe = RECIPES.stream) => addVideo(database, store, path, recipe),
    /** Waits until the job has ended with any outcome. */
    ended: async (job: Job): Promise<Video> => {
      const hasEnded = async () => {
        const video = await jobs.find(job);
        return video && ['completed', 'failed', 'cancelled'].includes(video.status) ? video : undefined;
      };
      try {
        return await until(hasEnded);
      } catch (cause) {
        throw new Error(`The video has not ended: ${describeTasks(await jobs.tasks(job))}`, { cause });
      }
    },
    /** Waits until a task of this kind is running. */
    running: (job: Job, kind: string) =>
      until(async () => (await jobs.tasks(job)).find((task) => task.kind === kind && task.status === 'running')),
  };
};

type Tasks = Awaited<ReturnType<ReturnType<typeof rowsOf>['tasks']>>;

const describeTasks = (tasks: Tasks): string =>
  tasks
    .map(({ kind, status, attempts }) => {
      const tries = attempts.map((one) => [one.status, one.errorCode].filter(Boolean).join(' '));
      return `${kind} ${status} (${tries.join(', ')})`;
    })
    .join('; ');

/** The state of a job in the database. */
const rowsOf = (database: Database) => {
  const videos = videoRepository(database);
  const tasks = async ({ organizationId, videoId }: Job) =>
    (await jobRepository(database).ofVideo(organizationId, videoId)).jobs.flatMap((job) => job.tasks);
  return {
    tasks,
    find: async ({ organizationId, videoId }: Job): Promise<Video | undefined> =>
      (await videos.list(organizationId, { limit: 100 })).videos.find(({ id }) => id === videoId),
    details: ({ organizationId, videoId }: Job) => videos.details(organizationId, videoId),
    events: async ({ organizationId, videoId }: Job) =>
      (await eventRepository(database).after(organizationId, videoId, 0)).map(({ event }) => event),
    /** All attempts of a job, in the order of its tasks. */
    attempts: async (job: Job) =>
      (await tasks(job)).flatMap(({ kind, attempts }) => attempts.map((attempt) => ({ kind, ...attempt }))),
    /** The keys referenced by a video's last job, including the remuxed copy of its source until the job completes. */
    namedKeys: async ({ organizationId, videoId }: Job): Promise<string[]> => {
      const { currentJobId, outputs, texts, status } = await videos.details(organizationId, videoId);
      if (!currentJobId) return [];
      const objects = await mediaRepository(database).objectsOf(organizationId, currentJobId);
      const fetched = await database.sql.task.findFirst({ where: { jobId: currentJobId, kind: 'fetch' } });
      const { work } = (fetched?.result ?? {}) as TaskResults['fetch'];
      const copies = work && status !== 'completed' ? [work] : [];
      return [...objects, ...outputs, ...texts, ...copies].flatMap(({ key }) => key ?? []).sort();
    },
  };
};

/** The contents of the store. */
const storedOf = (database: Database, store: Store) => ({
  /** All keys with this prefix, sorted. */
  keys: async (prefix: string): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of store.list(prefix)) keys.push(key);
    return keys.sort();
  },
  /** Runs the sweeper's steps once. */
  sweepGarbage: async (): Promise<void> => {
    await database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
    const garbage = garbageRepository(database);
    for (const { id, prefix } of await garbage.take(1_000, 0)) {
      await store.deletePrefix(prefix);
      await garbage.remove(id);
    }
  },
});

/** Stores a file as an uploaded source and queues its video, like the API. */
const addVideo = async (database: Database, store: Store, path: string, recipe: Recipe): Promise<Job> => {
  const organizationId = newId<'OrganizationId'>();
  await database.sql.organization.create({ data: { id: organizationId, name: 'an organization' } });
  const videoId = newId<'VideoId'>();
  const key = storageKeys.source(videoId);
  const { etag } = await store.putFile(key, path, { contentType: 'application/octet-stream' });
  const { size: sizeBytes } = await stat(path);
  const source = { key, etag, sizeBytes, fileName: basename(path) };
  const video = { id: videoId, organizationId, title: 'a clip', metadata: {}, source };
  const actor = systemActor(organizationId, 'test');
  await database.transaction((tx) => createVideo(tx, actor, video, recipe));
  return { organizationId, videoId, actor };
};

/** Polls until there is a result; throws on timeout. */
export const until = async <T>(ask: () => Promise<T | undefined>, withinMs = TIMEOUT_MS, everyMs = 50): Promise<T> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`No result within ${withinMs} ms: ${ask}`);
    await sleep(everyMs);
  }
};
