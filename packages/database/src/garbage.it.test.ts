import type { JobId } from '@media/core';
import { RECIPES } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Database, discard, garbageRepository, videoCommands } from './index.js';
import { addVideo } from './job.fixture.js';
import { finishJob } from './job-endings.js';
import { lockJob } from './locked-job.js';
import { openTestDatabase } from './open-test-database.fixture.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.garbage.deleteMany();
});

const HOUR_MS = 3_600_000;
const LEASE_MS = 60_000;
const take = async (limit = 10) =>
  (await garbageRepository(database).take(limit, LEASE_MS)).map(({ prefix }) => prefix).sort();
const makeDue = () => database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
const discardIn = (prefix: string, afterMs: number) => database.transaction((tx) => discard(tx, [prefix], afterMs));

test.each([-1, 1])('garbage becomes due by the database clock, not by a host clock that is %i h off', async (hours) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR_MS });
  try {
    await discardIn('now', 0);
    await discardIn('soon', HOUR_MS / 2);
    expect(await take()).toEqual(['now']);
  } finally {
    vi.useRealTimers();
  }
});

test('garbage taken by one sweeper is taken by no other until the lease expires', async () => {
  const prefixes = Array.from({ length: 40 }, (_, index) => `p${10 + index}`);
  for (const prefix of prefixes) await discardIn(prefix, 0);
  const batches = await Promise.all([take(), take(), take(), take()]);
  expect(batches.map(({ length }) => length)).toEqual([10, 10, 10, 10]);
  expect(batches.flat().sort()).toEqual(prefixes);
  expect(await take()).toEqual([]);
  await makeDue();
  expect(await take(100)).toEqual(prefixes);
});

test('the delay after a failure doubles, up to six hours', async () => {
  await discardIn('stuck', 0);
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    await makeDue();
    const [row] = await garbageRepository(database).take(1, LEASE_MS);
    await garbageRepository(database).postpone(row?.id ?? '');
    const [{ minutes } = { minutes: 0 }] = await database.sql.$queryRaw<{ minutes: number }[]>`
      SELECT round(extract(epoch FROM not_before - now()) / 60)::int AS minutes FROM garbage`;
    pauses.push(minutes);
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
});

test('publishing a job discards the objects of every replaced job once', async () => {
  const { actor, videoId } = await addVideo(database);
  const retry = () => videoCommands(database).retry(actor, videoId, RECIPES.stream);
  const jobIds = async () =>
    (await database.sql.job.findMany({ where: { videoId }, orderBy: { number: 'asc' } })).map(({ id }) => id);
  const current = async () => (await jobIds()).at(-1) as JobId;
  const finish = async () => {
    const id = await current();
    await database.sql.job.update({ where: { id }, data: { status: 'running', planHash: `plan-${id}` } });
    await database.sql.video.update({ where: { id: videoId }, data: { status: 'processing' } });
    await database.transaction(async (tx) => {
      const job = await lockJob(tx, id);
      if (job) await finishJob(tx, job, actor);
    });
  };
  const discarded = async () => {
    const rows = await database.sql.garbage.findMany();
    const tasks = await database.sql.task.findMany({ where: { videoId } });
    return rows.map(({ prefix }) => tasks.find(({ id }) => prefix.includes(id))?.jobId);
  };
  await videoCommands(database).cancel(actor, videoId);
  await retry();
  const [cancelled] = await jobIds();
  await finish();
  expect(new Set(await discarded())).toEqual(new Set([cancelled]));

  await database.sql.garbage.deleteMany();
  await retry();
  await videoCommands(database).cancel(actor, videoId);
  await retry();
  const [, published, again] = await jobIds();
  await finish();
  expect(new Set(await discarded())).toEqual(new Set([published, again]));
  expect(await take()).toEqual([]);
});
