import { randomBytes } from 'node:crypto';
import type { TaskKind } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker, LEASE_MS } from './fake-worker.fixture.js';
import { claimRepository, type Database, dispatchRepository, taskEndings } from './index.js';
import { addVideo } from './job.fixture.js';
import { useSeparateConnections } from './use-separate-connections.fixture.js';

/** Large enough for PostgreSQL to store them outside the row (TOAST). */
const LARGE = { text: randomBytes(100_000).toString('base64') };

const using = useSeparateConnections();

/** TOAST blocks read from a table. */
const largeReads = (table: 'task' | 'job') =>
  using(async ({ sql }) => {
    const [row] = await sql.$queryRaw<{ blocks: number }[]>`
      SELECT (toast_blks_read + toast_blks_hit)::float8 AS blocks FROM pg_statio_user_tables WHERE relname = ${table}`;
    return row?.blocks ?? 0;
  });

/** TOAST blocks that `work` reads, besides one large value that is always read, because otherwise nothing is reported. */
const readBy = async (table: 'task' | 'job', work: (database: Database) => Promise<unknown>): Promise<number> => {
  const before = await largeReads(table);
  await using(work);
  await using(async ({ sql }) => {
    await (table === 'task'
      ? sql.$queryRaw`SELECT length(result::text) FROM task WHERE kind = 'fetch'`
      : sql.$queryRaw`SELECT length(plan::text) FROM job`);
  });
  await expect.poll(() => largeReads(table)).toBeGreaterThan(before);
  return (await largeReads(table)) - before;
};

test('a claim reads only the results that its step needs, and a lock reads no plan', async () => {
  await using(async (database) => {
    await addVideo(database);
    const worker = fakeWorker(() => database);
    await worker.run('fetch', 'probe', 'encode');
    await database.sql.task.updateMany({ where: { status: 'completed' }, data: { result: LARGE } });
    await database.sql.job.updateMany({ data: { plan: LARGE } });
  });
  const nothing = await readBy('task', async () => undefined);
  expect(nothing).toBeGreaterThan(0);
  const claimNext = async (database: Database, kind: TaskKind) => {
    for (const queued of await dispatchRepository(database).due(10)) {
      const row = await database.sql.task.findUniqueOrThrow({ where: { id: queued.taskId }, select: { kind: true } });
      if (row.kind === kind) return claimRepository(database).claim(queued, 'worker', LEASE_MS);
    }
    return undefined;
  };
  // An encode reads the results of fetch and probe, not those of other encodes.
  const encode = await readBy('task', (database) => claimNext(database, 'encode'));
  expect(encode).toBeGreaterThanOrEqual(3 * nothing);
  expect(encode).toBeLessThan(4 * nothing);

  const plan = await readBy('job', async () => undefined);
  const releasing = await readBy('job', async (database) => {
    const [task] = await database.sql.task.findMany({ where: { status: 'running' }, take: 1, omit: { result: true } });
    await taskEndings(database).release(
      task as unknown as Parameters<ReturnType<typeof taskEndings>['release']>[0],
      {},
    );
  });
  expect(releasing).toBe(plan);
});

/** The results of `count` tasks of a kind, as the fake worker makes them. */
const byIndex = (from: TaskKind, count = 1) => new Map(Array.from({ length: count }, (_, index) => [index, { from }]));

test('a step gets the results that the table of kinds says', async () => {
  await using(async (database) => {
    await database.sql.video.deleteMany();
    await addVideo(database);
    const worker = fakeWorker(() => database);
    await worker.run('fetch', 'probe', 'encode');
    // Their memory limit depends on the probe.
    for (const kind of ['encode', 'audio'] as const) {
      const task = await worker.claim(kind);
      expect(task.results).toEqual({ fetch: byIndex('fetch'), probe: byIndex('probe') });
      await worker.complete(task);
    }
    const packaging = await worker.claim('package');
    expect(packaging.results).toEqual({
      probe: byIndex('probe'),
      encode: byIndex('encode', 2),
      audio: byIndex('audio'),
    });
    await worker.complete(packaging);
    expect((await worker.claim('verify')).results).toEqual({
      encode: byIndex('encode', 2),
      audio: byIndex('audio'),
      package: byIndex('package'),
    });
  });
});
