import type { LiveMessage } from '@media/contracts';
import type { JobId, TaskId } from '@media/core';
import { createTestRedisPrefix, redisUrl } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  connectRedis,
  createLive,
  createLog,
  followCancels,
  followLive,
  type Live,
  type ProgressUpdate,
  type RedisClient,
} from './index.js';

const log = createLog('test', 'silent');
let redis: RedisClient;
let live: Live;
let config: { url: string; prefix: string };

beforeAll(async () => {
  const { prefix } = createTestRedisPrefix();
  config = { url: redisUrl(), prefix };
  redis = connectRedis(config, log, { blocking: true });
  live = createLive(config, log, redis);
});
afterAll(() => redis.disconnect());

let jobs = 0;
const newJob = (): JobId => `job-${++jobs}` as JobId;
/** Of a video's first generation by default. */
const note = ({
  generation = 1,
  keptPoints = 0,
  ...rest
}: Partial<ProgressUpdate> & Omit<ProgressUpdate, 'generation' | 'keptPoints'>) =>
  live.recordProgress({ generation, keptPoints, ...rest });
const one = 'task-1' as TaskId;
const two = 'task-2' as TaskId;

test('progress is the sum of all tasks, returned only when it rose by at least 1%', async () => {
  const jobId = newJob();
  expect(await note({ jobId, taskId: one, points: 500, donePoints: 0 })).toBe(5);
  expect(await note({ jobId, taskId: two, points: 40, donePoints: 0 })).toBeUndefined();
  expect(await note({ jobId, taskId: two, points: 600, donePoints: 0 })).toBe(11);
  expect(await live.progressOf(jobId, 1)).toBe(11);
});

test('progress never decreases, neither on a retry nor on a late report', async () => {
  const jobId = newJob();
  await note({ jobId, taskId: one, points: 4_000, donePoints: 500 });
  expect(await note({ jobId, taskId: one, points: 0, donePoints: 500 })).toBeUndefined();
  expect(await note({ jobId, taskId: two, points: 100, donePoints: 0 })).toBeUndefined();
  expect(await live.progressOf(jobId, 1)).toBe(45);
});

test('a finished task counts once, and progress stops at 99%', async () => {
  const jobId = newJob();
  await note({ jobId, taskId: one, points: 4_000, donePoints: 0 });
  expect(await note({ jobId, taskId: one, points: 4_000, donePoints: 0 })).toBeUndefined();
  expect(await note({ jobId, taskId: two, points: 6_000, donePoints: 4_000 })).toBe(99);
});

test('after Redis loses its data, progress catches up with the database', async () => {
  const jobId = newJob();
  await note({ jobId, taskId: one, points: 4_000, donePoints: 0 });
  await redis.del(`${config.prefix}:progress:${jobId}:1`);
  expect(await note({ jobId, taskId: two, points: 100, donePoints: 4_000 })).toBe(41);
});

test('a resumed job counts its finished tasks and continues from there', async () => {
  const jobId = newJob();
  const kept = { jobId, keptPoints: 5_000 };
  expect(await note({ ...kept, taskId: one, points: 200, donePoints: 5_000 })).toBe(52);
  expect(await note({ ...kept, taskId: two, points: 300, donePoints: 5_000 })).toBe(55);
  expect(await note({ ...kept, taskId: one, points: 2_000, donePoints: 5_000 })).toBe(73);
  expect(await note({ ...kept, taskId: two, points: 400, donePoints: 7_000 })).toBe(74);
});

test('a task whose end is recorded after the next one started counts once', async () => {
  const jobId = newJob();
  expect(await note({ jobId, taskId: two, points: 100, donePoints: 4_000 })).toBe(41);
  expect(await note({ jobId, taskId: one, points: 4_000, donePoints: 0 })).toBeUndefined();
  expect(await note({ jobId, taskId: two, points: 200, donePoints: 4_000 })).toBe(42);
});

test('reused tasks count once, as soon as they are known', async () => {
  const jobId = newJob();
  await note({ jobId, taskId: one, points: 100, donePoints: 400 });
  expect(await note({ jobId, taskId: one, points: 100, donePoints: 8_400 })).toBe(85);
  expect(await note({ jobId, keptPoints: 8_000, taskId: two, points: 1_000, donePoints: 8_500 })).toBe(95);
});

test('a worker that missed a cancel adds nothing to the next generation', async () => {
  const jobId = newJob();
  await note({ jobId, taskId: one, points: 4_000, donePoints: 500 });
  expect(await live.progressOf(jobId, 2)).toBeUndefined();
  await note({ jobId, taskId: one, points: 9_000, donePoints: 500 });
  expect(await note({ jobId, generation: 2, keptPoints: 500, taskId: two, points: 100, donePoints: 500 })).toBe(6);
  expect(await live.progressOf(jobId, 2)).toBe(6);
});

test('messages and cancel hints reach every subscriber, and a malformed message is ignored', async () => {
  const heard: LiveMessage[] = [];
  const cancelled: TaskId[] = [];
  const followers = [
    followLive(config, log, (message) => heard.push(message)),
    followCancels(config, log, (ids) => cancelled.push(...ids)),
  ];
  await Promise.all(followers.map(({ subscribed }) => subscribed));
  await redis.publish(`${config.prefix}:live`, 'nonsense');
  const message = {
    organizationId: '019300a0-0000-7000-8000-000000000000',
    videoId: '019300a0-0000-7000-8000-000000000001',
    data: { progress: 7 },
  } as LiveMessage;
  await live.publish([message]);
  await live.cancel([one]);
  await expect.poll(() => [heard, cancelled]).toEqual([[message], [one]]);
  for (const follower of followers) follower.close();
});

test('publishing without Redis does not fail', async () => {
  const nowhere = { url: 'redis://127.0.0.1:1', prefix: 'x' };
  const client = connectRedis(nowhere, log);
  const mute = createLive(nowhere, log, client);
  const nothing = { jobId: newJob(), generation: 1, taskId: one, points: 500, donePoints: 0, keptPoints: 0 };
  expect(await mute.recordProgress(nothing)).toBeUndefined();
  expect(await mute.progressOf(newJob(), 1)).toBeUndefined();
  await expect(mute.cancel([one])).resolves.toBeUndefined();
  client.disconnect();
});
