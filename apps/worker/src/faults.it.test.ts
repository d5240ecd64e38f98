import { RECIPES, type Recipe, type X264Preset } from '@media/core';
import { connectRedis, createLog, createTaskQueues, type QueuedTask } from '@media/runtime';
import { makeClip, startOwnRedis } from '@media/testkit';
import { afterEach, expect, test } from 'vitest';
import { openFlakyWay } from './flaky-store.fixture.js';
import { type Job, openScene, type Scene, until } from './scene.fixture.js';

/** As few tasks as possible, with an encode long enough to interrupt. */
const recipe = (preset: X264Preset): Recipe => ({
  ...RECIPES.stream,
  video: { ...RECIPES.stream.video, preset } as Recipe['video'],
  outputs: ['hls', 'mp4'],
});
const SLOW = recipe('slow');
const FAST = recipe('veryfast');
const CLIP = { seconds: 2, pattern: 'noise', audio: false } as const;
const EACH_KIND_ONCE = ['encode', 'fetch', 'package', 'probe', 'verify'].map((kind) => `${kind} 1`);

const quiet = createLog('test', 'silent');
const opened: { close(): unknown }[] = [];
const scenery = async (services: Record<string, string> = {}): Promise<Scene> => {
  const scene = await openScene(services);
  opened.unshift(scene);
  return scene;
};
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const encodes = async (scene: Scene, job: Job) =>
  (await scene.attempts(job)).filter(({ kind }) => kind === 'encode').map(({ status }) => status);

const expectOneVersion = async (scene: Scene, job: Job): Promise<void> => {
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
};

test('when a worker is killed during an encode, ffmpeg dies with it, another worker finishes, and one version is published', async () => {
  const scene = await scenery();
  const first = await scene.startWorker();
  const job = await scene.addVideo(await makeClip(CLIP), SLOW);
  await scene.running(job, 'encode');
  await until(async () => scene.mediaProcesses().length > 0 || undefined);
  await first.kill();
  await until(async () => scene.mediaProcesses().length === 0 || undefined, 5_000);
  await scene.startWorker();
  await expectOneVersion(scene, job);
  expect(await encodes(scene, job)).toEqual(['lost', 'completed']);
  expect(await scene.events(job)).toContainEqual(
    expect.objectContaining({
      type: 'task.retrying',
      data: { retrying: { task: 'chunk 0', code: 'WORKER_LOST', try: 2 } },
    }),
  );
});

test('a worker that was frozen beyond its lease publishes nothing when it wakes up', async () => {
  const scene = await scenery();
  const sleeper = await scene.startWorker();
  const job = await scene.addVideo(await makeClip(CLIP), SLOW);
  await scene.running(job, 'encode');
  process.kill(sleeper.identity.pid, 'SIGSTOP');
  await scene.startWorker();
  expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
  process.kill(sleeper.identity.pid, 'SIGCONT');
  await sleeper.waitForLine('"outcome":"lost"');
  await expectOneVersion(scene, job);
  expect(await encodes(scene, job)).toEqual(['lost', 'completed']);
});

test('a worker that shuts down releases its task without a failed attempt, and another one finishes it', async () => {
  const scene = await scenery();
  const first = await scene.startWorker();
  const job = await scene.addVideo(await makeClip(CLIP), recipe('slower'));
  await scene.running(job, 'encode');
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  expect(scene.mediaProcesses()).toEqual([]);
  await scene.startWorker();
  await expectOneVersion(scene, job);
  const encode = await encodes(scene, job);
  expect(encode[0]).toBe('released');
  expect(encode.at(-1)).toBe('completed');
  expect(await scene.database.sql.task.aggregate({ _max: { failedTries: true } })).toEqual({
    _max: { failedTries: 0 },
  });
});

test('every task runs once even if Redis is flushed during processing, goes down and comes back', async () => {
  const redis = await startOwnRedis();
  opened.push({ close: () => redis.stop() });
  const scene = await scenery({ REDIS_URL: redis.redisUrl });
  await scene.startWorker();
  const jobs = [await scene.addVideo(await makeClip(CLIP), SLOW), await scene.addVideo(await makeClip(CLIP), FAST)];
  const [first] = jobs;
  if (!first) throw new Error('no job');
  await scene.running(first, 'encode');
  const client = connectRedis({ url: redis.redisUrl, prefix: '' }, quiet, { blocking: true });
  await client.flushall();
  client.disconnect();
  await scene.ended(first);
  await redis.stop();
  const third = await scene.addVideo(await makeClip(CLIP), FAST);
  await redis.start();
  for (const job of [...jobs, third]) {
    expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
    expect((await scene.attempts(job)).map(({ kind, number }) => `${kind} ${number}`).sort()).toEqual(EACH_KIND_ONCE);
  }
});

test('duplicate, late and outdated messages run a task once, with two workers consuming', async () => {
  const scene = await scenery();
  const queues = createTaskQueues({ url: scene.env.REDIS_URL, prefix: scene.env.REDIS_PREFIX }, quiet);
  opened.push(queues);
  await Promise.all([scene.startWorker(), scene.startWorker()]);
  const job = await scene.addVideo(await makeClip(CLIP), SLOW);
  const { id: taskId } = await scene.running(job, 'encode');
  const message = (epoch: number, queue: QueuedTask['queue']): QueuedTask => ({
    taskId: taskId as QueuedTask['taskId'],
    epoch,
    queue,
  });
  await queues.arrange([message(0, 'encode'), message(1, 'encode'), message(0, 'io'), message(1, 'light')]);
  await scene.ended(job);
  await queues.arrange([message(0, 'encode'), message(1, 'light'), message(2, 'io')]);
  await expectOneVersion(scene, job);
  expect(await encodes(scene, job)).toEqual(['completed']);
});

test('after a short storage outage the step is retried, and subscribers are notified', async () => {
  const scene = await scenery();
  const way = await openFlakyWay(scene.env.S3_ENDPOINT ?? '');
  opened.push(way);
  await scene.startWorker({ S3_ENDPOINT: way.endpoint });
  const job = await scene.addVideo(await makeClip(CLIP), SLOW);
  await scene.running(job, 'encode');
  way.cut();
  await until(async () => (await encodes(scene, job)).includes('failed') || undefined);
  way.repair();
  await expectOneVersion(scene, job);
  expect(await scene.events(job)).toContainEqual(
    expect.objectContaining({
      type: 'task.retrying',
      data: { retrying: { task: 'chunk 0', code: 'STORAGE_UNAVAILABLE', try: 2 } },
    }),
  );
});
