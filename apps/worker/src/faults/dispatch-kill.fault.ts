import { RECIPES, type Recipe } from '@media/core';
import { withConnection } from '@media/local-services';
import { makeClip, type NodeProcess } from '@media/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from '../scene.fixture.js';
import { expectEachRanOnce, expectExactCharges } from './expect-consistent.fixture.js';
import { openRedisGate } from './redis-gate.fixture.js';

const CLIP = { seconds: 2, audio: false } as const;
const MP4: Recipe = { ...RECIPES.stream, outputs: ['mp4'] };
const VIDEOS = 4;

let scene: Scene;
let gate: Awaited<ReturnType<typeof openRedisGate>>;
beforeEach(async () => {
  // A lease that no busy machine exceeds: a lost worker would run its task again.
  scene = await openScene({ LEASE_SECONDS: '60', HEARTBEAT_SECONDS: '5' });
  gate = await openRedisGate(scene.env.REDIS_URL);
});
afterEach(async () => {
  await scene.close();
  gate.close();
});

const startControl = (): Promise<NodeProcess> =>
  scene.startWorker({ WORKER_ROLES: 'control', REDIS_URL: gate.redisUrl });

const addVideos = async (): Promise<Job[]> => {
  const jobs: Job[] = [];
  for (let count = 0; count < VIDEOS; count += 1) jobs.push(await scene.addVideo(await makeClip(CLIP), MP4));
  return jobs;
};

/** A process that leads, another one that can, and an encoder. */
const startAll = async (): Promise<NodeProcess> => {
  const leader = await startControl();
  await leader.waitForLine('"Became dispatcher"');
  await startControl();
  await scene.startWorker({ WORKER_ROLES: 'encode', WORKER_CONCURRENCY: '1' });
  return leader;
};

const expectWhole = async (jobs: readonly Job[]): Promise<void> => {
  for (const job of jobs) expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  await expectEachRanOnce(
    scene.database,
    jobs.map(({ videoId }) => videoId),
  );
  await expectExactCharges(scene.database);
};

const attempts = () => scene.database.sql.attempt.count();

test.each([
  ['between choosing tasks and sending them', 'before'],
  ['after sending tasks, before it knows that Redis has them', 'after'],
] as const)('the leading dispatcher is killed %s', async (_, moment) => {
  const leader = await startAll();
  const reached = gate.hold(moment);
  const jobs = await addVideos();
  await reached;
  if (moment === 'after') await until(async () => (await attempts()) > 0 || undefined);
  else expect(await attempts()).toBe(0);
  await leader.kill();
  await expectWhole(jobs);
});

/** Stops whoever charges an attempt, until the lock on the table is released. */
const blockCharges = async (whileBlocked: () => Promise<void>): Promise<void> =>
  withConnection(scene.env.DATABASE_URL, async (client) => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE dispatch_class IN SHARE MODE');
    await whileBlocked();
    await client.query('ROLLBACK');
  });

const blockedCharges = () => scene.database.sql.$queryRaw<unknown[]>`
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%unsettled%'`;

test('the leading dispatcher is killed while it charges attempts', async () => {
  const leader = await startAll();
  const jobs = await addVideos();
  await until(async () => (await attempts()) > VIDEOS || undefined);
  await blockCharges(async () => {
    await until(async () => (await blockedCharges()).length > 0 || undefined);
    await leader.kill();
  });
  await expectWhole(jobs);
});
