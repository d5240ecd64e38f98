import { dayOf, NO_VIEWS, type VideoId, type ViewCounts } from '@media/core';
import { newId, statisticsRepository } from '@media/database';
import { createLog } from '@media/runtime';
import { startOwnRedis } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { call, signUp } from '../fixtures/call.js';
import { shareVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';
import { ViewCounter } from './view-counter.js';

const TODAY = dayOf(Date.now());
const PLAY: ViewCounts = { ...NO_VIEWS, plays: 1 };

let api: TestApi;
let video: VideoId;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  video = await shareVideo(api, await signUp(api));
});
afterAll(() => api.close());

const lines: string[] = [];
/** As in a process of its own. */
const newCounter = () => {
  const log = createLog('test', 'info', { write: (line) => void lines.push(line) });
  const counter = new ViewCounter(statisticsRepository(api.deps.database), log);
  onTestFinished(() => counter.beforeApplicationShutdown());
  return counter;
};
const playsOf = async (videoId = video) => {
  const { sql } = api.deps.database;
  const { _sum } = await sql.videoStatistics.aggregate({ where: { videoId }, _sum: { plays: true } });
  return _sum.plays ?? 0;
};
const play = (at: TestApi, id = video) => call(at, 'POST', `/videos/${id}/beacons`, { body: { play: true } });

test('processes that write at the same time lose nothing', async () => {
  const counters = Array.from({ length: 6 }, newCounter);
  const second = await shareVideo(api, await signUp(api));
  await Promise.all(
    counters.flatMap((counter, n) =>
      Array.from({ length: 20 }, () => {
        // In different orders, which could deadlock.
        for (const id of n % 2 ? [video, second] : [second, video]) counter.add(id, TODAY, PLAY);
        return counter.flush();
      }),
    ),
  );
  expect([await playsOf(), await playsOf(second)]).toEqual([120, 120]);
});

test('while views cannot be written, they are kept, and then written once', async () => {
  const counter = newCounter();
  const { sql } = api.deps.database;
  counter.add(video, TODAY, PLAY);
  await sql.$executeRaw`ALTER TABLE video_statistics RENAME TO away`;
  try {
    await counter.flush();
    counter.add(video, TODAY, PLAY);
    await counter.flush();
  } finally {
    await sql.$executeRaw`ALTER TABLE away RENAME TO video_statistics`;
  }
  expect(lines.filter((line) => line.includes('Views not recorded'))).toHaveLength(2);
  await counter.flush();
  await counter.flush();
  expect(await playsOf()).toBe(2);
});

test('an outage does not fill the memory: further videos are dropped, known ones are counted', async () => {
  const counter = newCounter();
  for (let n = 0; n < 10_000; n += 1) counter.add(newId<'VideoId'>(), TODAY, PLAY);
  counter.add(video, TODAY, PLAY);
  await counter.flush();
  expect(await playsOf()).toBe(0);
  expect(lines.some((line) => line.includes('"dropped":1'))).toBe(true);
  counter.add(video, TODAY, PLAY);
  await counter.flush();
  expect(await playsOf()).toBe(1);
});

test('a process that stops writes its views, and one that dies loses only those', async () => {
  const stopping = await startBeside(api);
  const dying = newCounter();
  await play(stopping);
  dying.add(video, TODAY, PLAY);
  await stopping.close();
  expect(await playsOf()).toBe(1);
  const next = newCounter();
  next.add(video, TODAY, PLAY);
  await next.flush();
  expect(await playsOf()).toBe(2);
});

test('without Redis, beacons are answered but not counted; afterwards they are', async () => {
  const own = await startOwnRedis();
  const alone = await startBeside(api, { REDIS_URL: own.redisUrl });
  try {
    await own.stop();
    await until('the connection is lost', () => alone.deps.redis.status !== 'ready');
    expect((await play(alone)).status).toBe(204);
    await own.start();
    await until('it is back', () => alone.deps.redis.status === 'ready');
    await until('views are counted again', async () => {
      await play(alone);
      await alone.deps.viewCounter.flush();
      return (await playsOf()) > 0;
    });
  } finally {
    await alone.close();
    await own.stop();
  }
});
