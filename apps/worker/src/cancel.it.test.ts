import { RECIPES, type Recipe } from '@media/core';
import { closeOrganization } from '@media/database';
import { connectRedis, createLive, createLog } from '@media/runtime';
import { makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from './scene.fixture.js';

/** Would take much longer than the test's timeout. */
const ENDLESS: Recipe = {
  ...RECIPES.stream,
  video: { ...RECIPES.stream.video, preset: 'veryslow' } as Recipe['video'],
};
const GONE_WITHIN_MS = 5_000;
let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const encoding = async (): Promise<Job> => {
  const job = await scene.addVideo(await makeClip({ seconds: 8, size: '640x360', pattern: 'noise' }), ENDLESS);
  await scene.running(job, 'encode');
  await until(async () => scene.mediaProcesses().length > 0 || undefined);
  return job;
};
const allGone = () => until(async () => scene.mediaProcesses().length === 0 || undefined, GONE_WITHIN_MS);

test('a cancel hint stops ffmpeg immediately, long before the next heartbeat, and the attempt leaves nothing', async () => {
  const worker = await scene.startWorker({ HEARTBEAT_SECONDS: '100', LEASE_SECONDS: '300' });
  const job = await encoding();
  const config = { url: scene.env.REDIS_URL, prefix: scene.env.REDIS_PREFIX };
  const log = createLog('test', 'silent');
  const redis = connectRedis(config, log, { blocking: true });
  await createLive(config, log, redis).cancel(await scene.commands.cancel(job.actor, job.videoId));
  redis.disconnect();
  await allGone();
  await worker.waitForLine('"outcome":"lost"');
  expect(await scene.find(job)).toMatchObject({ status: 'cancelled', errorCode: null });
  const tasks = await scene.tasks(job);
  expect(tasks.filter(({ kind }) => kind === 'encode').map(({ status }) => status)).toContain('cancelled');
  expect(tasks.map(({ status }) => status)).not.toContain('running');
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
  await worker.kill();
});

test('a video deleted during processing leaves no objects, even if the worker only notices at its heartbeat', async () => {
  const worker = await scene.startWorker();
  const job = await encoding();
  await scene.commands.remove(job.actor, job.videoId);
  await allGone();
  await worker.waitForLine('"outcome":"lost"');
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual([]);
  expect(await scene.keys(`sources/${job.videoId}`)).toEqual([]);
});

test('the sweeper removes an organization that is deleted during processing, with everything that its worker wrote', async () => {
  const worker = await scene.startWorker({ SWEEP_INTERVAL_SECONDS: '0.2' });
  const job = await encoding();
  await scene.database.transaction((tx) => closeOrganization(tx, job.organizationId));
  await allGone();
  await worker.waitForLine('"outcome":"lost"');
  const { organizationId } = job;
  const isLeft = async () => (await scene.database.sql.organization.count({ where: { id: organizationId } })) > 0;
  await until(async () => ((await isLeft()) ? undefined : true));
  const where = { organizationId };
  expect([await scene.database.sql.video.count({ where }), await scene.database.sql.task.count({ where })]).toEqual([
    0, 0,
  ]);
  await scene.sweepGarbage();
  expect([await scene.keys(`media/${job.videoId}/`), await scene.keys(`sources/${job.videoId}`)]).toEqual([[], []]);
  await worker.kill();
});
