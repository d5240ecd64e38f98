import { randomUUID } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dayAfter, dayOf, type OrganizationId, type VideoId } from '@media/core';
import { connectRedis, createLog, type RedisClient } from '@media/runtime';
import { createTestRedisPrefix, startOwnRedis } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { until } from '../fixtures/start-api.js';
import { createDailySalt, forgetOnDisk } from './daily-salt.js';
import { createVisitors } from './visitors.js';

const VIEWER = { network: '198.51.100.7', userAgent: 'Browser/1' };
const PLAY = { play: true, watchedMs: 0, buckets: [] };
const TODAY = dayOf(Date.now());
const TOMORROW = dayAfter(TODAY, 1);

const { redisUrl, prefix } = createTestRedisPrefix();
const config = { redis: { url: redisUrl, prefix } };
let redis: RedisClient;
let watched: { organizationId: OrganizationId; videoId: VideoId };
beforeAll(async () => {
  redis = connectRedis(config.redis, createLog('test', 'silent'));
  await until('Redis is ready', () => redis.status === 'ready');
});
beforeEach(() => {
  watched = { organizationId: randomUUID() as OrganizationId, videoId: randomUUID() as VideoId };
});
afterAll(() => redis.disconnect());

/** As a process that has just started. */
const admit = (day: string, viewer = VIEWER, video = watched) =>
  createVisitors(redis, config).admit(viewer, video, PLAY, day);
const hashesOn = (day: string, videoId = watched.videoId) => redis.hkeys(`${prefix}:viewers:${day}:${videoId}`);

test('all processes recognize a viewer on the same day', async () => {
  const results = await Promise.all(Array.from({ length: 10 }, () => admit(TODAY)));
  expect(results.filter((result) => result?.isNewSession)).toHaveLength(1);
  expect(await hashesOn(TODAY)).toHaveLength(1);
});

test('nobody is recognized on another day, on another video or in another organization', async () => {
  const other = { ...watched, videoId: randomUUID() as VideoId };
  const elsewhere = { ...other, organizationId: randomUUID() as OrganizationId };
  for (const admitted of [await admit(TODAY), await admit(TOMORROW), await admit(TODAY, VIEWER, other)])
    expect(admitted).toMatchObject({ isNewSession: true });
  expect(await admit(TODAY, VIEWER, elsewhere)).toMatchObject({ isNewSession: true });
  const hashes = [...(await hashesOn(TODAY)), ...(await hashesOn(TOMORROW)), ...(await hashesOn(TODAY, other.videoId))];
  expect(hashes).toHaveLength(4);
  expect(new Set(hashes)).toHaveProperty('size', 4);
});

test("once the salt of a day is gone, nobody can compute that day's hashes again", async () => {
  await admit(TODAY);
  const [before] = await hashesOn(TODAY);
  await redis.del(`${prefix}:viewer-salt:${TODAY}`, `${prefix}:viewers:${TODAY}:${watched.videoId}`);
  await admit(TODAY);
  const [after] = await hashesOn(TODAY);
  expect(after).toMatch(/^[\w-]{16}$/);
  expect(after).not.toBe(before);
});

test('salt and hashes expire a minute after the end of their day', async () => {
  for (const day of [TODAY, TOMORROW]) {
    await admit(day);
    const end = Date.parse(dayAfter(day, 1)) + 60_000;
    for (const key of [`${prefix}:viewer-salt:${day}`, `${prefix}:viewers:${day}:${watched.videoId}`]) {
      const expiresAt = await redis.call('PEXPIRETIME', key).catch(async () => Date.now() + (await redis.pttl(key)));
      expect([key, Math.round((Number(expiresAt) - end) / 1_000)]).toEqual([key, 0]);
    }
  }
});

test('a viewer of a day without a start, such as after midnight, is a session without a play', async () => {
  const beacon = { play: false, watchedMs: 20_000, buckets: [] };
  const admitted = await createVisitors(redis, config).admit(VIEWER, watched, beacon, TODAY);
  expect(admitted).toEqual({ isPlay: false, isNewSession: true, watchedMs: 0 });
});

test('a video takes 60,000 beacons a minute', async () => {
  const key = `${prefix}:limit:beacons:${watched.videoId}`;
  await admit(TODAY);
  expect(await redis.ttl(key)).toBeGreaterThan(0);
  await redis.set(key, 59_999, 'KEEPTTL');
  expect(await admit(TODAY)).toMatchObject({ isPlay: true });
  expect(await admit(TODAY)).toBeUndefined();
});

test('a salt that Redis has forgotten is not in its append-only file either', async () => {
  const own = await startOwnRedis();
  const durable = connectRedis({ url: own.redisUrl, prefix }, createLog('test', 'silent'));
  onTestFinished(async () => {
    durable.disconnect();
    await own.stop();
  });
  await until('Redis is ready', () => durable.status === 'ready');
  await durable.config('SET', 'appendonly', 'yes');
  const [, dir = ''] = (await durable.config('GET', 'dir')) as string[];
  const inFiles = (text: string) =>
    globSync('appendonly*/**', { cwd: dir }).some((name) => {
      const path = join(dir, name);
      return statSync(path).isFile() && readFileSync(path).includes(text);
    });
  const isIdle = async () =>
    /aof_rewrite_in_progress:0\r\naof_rewrite_scheduled:0/.test(await durable.info('persistence'));
  await until('Redis has begun its file', isIdle);
  const salt = await createDailySalt(durable, prefix)(TODAY);
  await until('the salt is in the file', () => inFiles(salt));
  await durable.del(`${prefix}:viewer-salt:${TODAY}`);
  await forgetOnDisk(durable);
  await until('the file is rewritten', isIdle);
  await until('earlier files are deleted', () => !inFiles(salt));
});
