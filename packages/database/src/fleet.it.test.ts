import { PLAN_VERSION, TASK_KIND_NAMES, type TaskKind } from '@media/core';
import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fakeWorker, LEASE_MS } from './fake-worker.fixture.js';
import {
  type Candidate,
  claimRepository,
  type Database,
  dispatchRepository,
  eventRepository,
  type Fleet,
  hasDispatcher,
  joinElection,
  openDatabase,
  orphanRepository,
  taskEndings,
  videoCommands,
  videoRepository,
} from './index.js';
import { addVideo } from './job.fixture.js';

/** A later release with another task kind, and therefore another plan version. */
const OLD: Fleet = { planVersion: PLAN_VERSION - 1, kinds: TASK_KIND_NAMES.filter((kind) => kind !== 'verify') };
const NEW: Fleet = { planVersion: PLAN_VERSION, kinds: TASK_KIND_NAMES };

let server: TestDatabase;
let database: Database;
let video: Awaited<ReturnType<typeof addVideo>>;
const candidates: Candidate[] = [];

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 5, onEvents: () => undefined });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});
beforeEach(async () => {
  for (const candidate of candidates.splice(0)) await candidate.close();
  await database.sql.video.deleteMany();
  video = await addVideo(database);
});

const stand = async (fleet: Fleet): Promise<Candidate> => {
  const candidate = await joinElection(server.databaseUrl, () => undefined, fleet);
  candidates.push(candidate);
  return candidate;
};
const due = (fleet: Fleet) => dispatchRepository(database, fleet).due(10);
const queuedTasks = () =>
  database.sql.task.findMany({ where: { status: 'queued' }, select: { id: true, epoch: true } });
/** Lets a worker of this fleet try to claim every task. */
const claimAll = async (fleet: Fleet): Promise<TaskKind[]> => {
  const kinds: TaskKind[] = [];
  for (const { id, epoch } of await queuedTasks()) {
    const queued = { taskId: id as Parameters<ReturnType<typeof claimRepository>['claim']>[0]['taskId'], epoch };
    const task = await claimRepository(database, fleet).claim(queued, 'worker', LEASE_MS);
    if (task) kinds.push(task.kind);
  }
  return kinds;
};
const jobs = () => database.sql.job.findMany({ where: { videoId: video.videoId }, orderBy: { number: 'asc' } });

test.each([
  ['the older', OLD, NEW],
  ['the newer', NEW, OLD],
])('a job started by %s fleet is dispatched and claimed by no other', async (_, first, second) => {
  expect([await due(first), await due(second)].map((tasks) => tasks.length)).toEqual([1, 1]);
  const worker = fakeWorker(() => database, undefined, undefined, first);
  await worker.run('fetch');
  expect([await due(first), await due(second)].map((tasks) => tasks.length)).toEqual([1, 0]);
  expect(await claimAll(second)).toEqual([]);
  await worker.run('probe');
  expect(await claimAll(second)).toEqual([]);
  expect(await claimAll(first)).toEqual(expect.arrayContaining(['encode', 'encode', 'audio']));
});

test('a worker neither dispatches nor claims unknown task kinds, even of its own plan version', async () => {
  const newer: Fleet = { ...NEW, planVersion: OLD.planVersion };
  await fakeWorker(() => database, undefined, undefined, newer).run(
    'fetch',
    'probe',
    'encode',
    'encode',
    'audio',
    'package',
  );
  expect(await due(OLD)).toEqual([]);
  expect(await claimAll(OLD)).toEqual([]);
  expect(await due(newer)).toHaveLength(1);
});

test('lost workers are abandoned by the dispatcher of their own fleet', async () => {
  const task = await fakeWorker(() => database, undefined, undefined, OLD).claim('fetch');
  await database.sql.task.update({ where: { id: task.id }, data: { leaseExpiresAt: new Date(0) } });
  expect(await taskEndings(database, NEW).expired(10)).toEqual([]);
  expect(await taskEndings(database, OLD).expired(10)).toEqual([task.id]);
});

test('each fleet has exactly one dispatcher', async () => {
  const [old, other, newer] = [await stand(OLD), await stand(OLD), await stand(NEW)];
  expect([await old.tryToLead(), await other.tryToLead(), await newer.tryToLead()]).toEqual([true, false, true]);
  await old.close();
  await expect.poll(() => other.tryToLead()).toBe(true);
});

test.each([
  ['an upgrade', OLD, NEW],
  ['a rollback', NEW, OLD],
])(
  'after %s a job continues while its fleet has workers, and is replaced when the last one is gone',
  async (_, first, second) => {
    const worker = fakeWorker(() => database, undefined, undefined, first);
    await worker.run('fetch', 'probe');
    const running = await worker.claim('encode');
    const [leader] = [await stand(first)];
    await leader.tryToLead();
    const orphans = orphanRepository(database, second);
    expect(await orphans.orphaned(10)).toEqual([]);
    await leader.close();
    await expect.poll(() => orphans.orphaned(10)).toEqual([{ id: running.jobId, planVersion: first.planVersion }]);

    expect(await orphans.replace(running.jobId)).toEqual([running.id]);
    expect(await orphans.replace(running.jobId)).toEqual([]);
    const entries = { action: 'video.restarted', actorType: 'system', targetIds: { has: running.videoId } } as const;
    expect(await database.sql.auditEntry.count({ where: entries })).toBe(1);
    expect(await orphans.orphaned(10)).toEqual([]);
    expect((await jobs()).map(({ number, status }) => [number, status])).toEqual([
      [1, 'cancelled'],
      [2, 'queued'],
    ]);
    await expect(worker.complete(running)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
    await fakeWorker(() => database, undefined, undefined, { ...second, kinds: TASK_KIND_NAMES }).run(
      ...(['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'] as const),
    );
    const [, last] = await jobs();
    const { organizationId, videoId } = video;
    expect(await videoRepository(database).get(organizationId, videoId)).toMatchObject({
      ...{ status: 'completed', progress: 100, publishedJobId: last?.id, currentJobId: last?.id },
    });
  },
);

test('any worker can check whether its fleet has a dispatcher', async () => {
  const candidate = await stand(OLD);
  expect(await hasDispatcher(database, OLD)).toBe(false);
  expect(await candidate.tryToLead()).toBe(true);
  expect([await hasDispatcher(database, OLD), await hasDispatcher(database, NEW)]).toEqual([true, false]);
  const frozenAfterMs = 0; // it has the lock, and any silence is longer than this
  expect(await hasDispatcher(database, OLD, frozenAfterMs)).toBe(false);
  await candidate.close();
  await expect.poll(() => hasDispatcher(database, OLD)).toBe(false);
});

test('retrying a job of another fleet starts a new job without waiting for that fleet', async () => {
  const { organizationId, videoId, actor } = video;
  await fakeWorker(() => database, undefined, undefined, OLD).run('fetch', 'probe', 'encode');
  const commands = videoCommands(database, NEW);
  await commands.cancel(actor, videoId);
  await commands.retry(actor, videoId);
  expect((await jobs()).map(({ number, status }) => [number, status])).toEqual([
    [1, 'cancelled'],
    [2, 'queued'],
  ]);
  expect(await videoRepository(database).get(organizationId, videoId)).toMatchObject({ status: 'queued', progress: 0 });
  expect(await claimAll(NEW)).toEqual(['fetch']);
});

test('replacing a job before work resumed leaves its video queued, and the event says so', async () => {
  const { organizationId, videoId, actor } = video;
  await fakeWorker(() => database, undefined, undefined, OLD).run('fetch');
  const commands = videoCommands(database, OLD);
  await commands.cancel(actor, videoId);
  await commands.retry(actor, videoId);
  const [job] = await jobs();
  const orphans = orphanRepository(database, NEW);
  await orphans.replace(job?.id as Parameters<typeof orphans.replace>[0]);
  const { status, eventSeq, generation } = await videoRepository(database).get(organizationId, videoId);
  expect(status).toBe('queued');
  const [last] = await eventRepository(database).after(organizationId, videoId, eventSeq - 1);
  const data = { status: 'queued', progress: 0, playable: false };
  expect(last?.event).toMatchObject({ type: 'video.restarted', generation, data, actor: { label: 'dispatcher' } });
});

test("finished jobs, this fleet's jobs and unclaimed jobs are not orphans", async () => {
  const orphans = orphanRepository(database, NEW);
  const [job] = await jobs();
  expect(await orphans.orphaned(10)).toEqual([]);
  if (job) expect(await orphans.replace(job.id as Parameters<typeof orphans.replace>[0])).toEqual([]);
  await fakeWorker(() => database, undefined, undefined, NEW).run('fetch');
  expect(await orphans.orphaned(10)).toEqual([]);
  await addVideo(database);
  await fakeWorker(() => database, undefined, undefined, { ...OLD, kinds: TASK_KIND_NAMES }).run(
    ...(['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'] as const),
  );
  expect(await orphans.orphaned(10)).toEqual([]);
});

test('a candidate reuses its one connection', async () => {
  const connections = () => database.sql.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE application_name = 'media dispatcher' AND datname = current_database() ORDER BY pid`;
  await expect.poll(connections).toEqual([]);
  const leader = await stand(OLD);
  await leader.tryToLead();
  const waiting = await stand(OLD);
  const before = await connections();
  expect(before).toHaveLength(2);
  for (const _ of [1, 2, 3, 4, 5]) expect(await waiting.tryToLead()).toBe(false);
  expect(await connections()).toEqual(before);
  await leader.close();
  await expect.poll(() => waiting.tryToLead()).toBe(true);
  expect(before).toEqual(expect.arrayContaining(await connections()));
});
