import { RECIPES, storageKeys, type VideoId } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { type ClaimedTask, garbageRepository, taskEndings, videoCommands, videoRepository } from './index.js';
import { PLAN } from './job.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();

const { claim, due, run } = fakeWorker(() => database);
const commands = () => videoCommands(database);
const cancel = () => commands().cancel(video.actor, video.videoId);
const retry = (recipe?: typeof RECIPES.audio) => commands().retry(video.actor, video.videoId, recipe);
const keyOf = (task: ClaimedTask) => `${storageKeys.taskPrefix(task.videoId, null, task.id, task.epoch)}work`;

/** Completes a fetch that made a copy. Returns its key. */
const fetchCopy = async (): Promise<string> => {
  const task = await claim('fetch');
  const work = { key: keyOf(task), etag: '"e"', sizeBytes: 10 };
  await taskEndings(database).complete(task, { work }, {}, async () => undefined);
  return work.key;
};
/** Minutes until discarded copies are deleted, by key. */
const discarded = async (): Promise<Record<string, number>> => {
  const rows = await database.sql.$queryRaw<{ prefix: string; minutes: number }[]>`
    SELECT prefix, round(extract(epoch FROM not_before - now()) / 60)::int AS minutes FROM garbage WHERE prefix LIKE '%/work'`;
  return Object.fromEntries(rows.map(({ prefix, minutes }) => [prefix, minutes]));
};
const jobOf = async (videoId: VideoId) =>
  database.sql.job.findFirstOrThrow({ where: { videoId }, orderBy: { number: 'desc' }, include: { tasks: true } });
const statusOf = async (kind: string) => (await jobOf(video.videoId)).tasks.find((task) => task.kind === kind)?.status;
const DAY_MINUTES = 24 * 60;
const FATAL = { code: 'SOURCE_NOT_MEDIA', retryable: false, attempt: {} } as const;

test('the copy of a source is discarded when its job completes, and not before', async () => {
  const key = await fetchCopy();
  await run('probe', 'encode', 'encode', 'audio', 'package');
  expect(await discarded()).toEqual({});
  await run('verify');
  expect(await discarded()).toEqual({ [key]: 0 });
});

test('a job without a copy discards nothing', async () => {
  await run('fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify');
  expect(await discarded()).toEqual({});
});

test.each([
  ['fails for good', async () => taskEndings(database).fail(await claim('probe'), FATAL)],
  ['is canceled', cancel],
])('when a job %s, its copy is kept for a day, and a retry within that day uses it', async (_, end) => {
  const key = await fetchCopy();
  await end();
  expect(await discarded()).toEqual({ [key]: DAY_MINUTES });
  await retry();
  expect(await discarded()).toEqual({});
  expect(await statusOf('fetch')).toBe('completed');
  expect((await claim('probe')).results.fetch?.get(0)).toMatchObject({ work: { key } });
});

test('a later retry makes the copy again before anything reads it', async () => {
  const gone = await fetchCopy();
  await run('probe', 'encode');
  await cancel();
  const weight = (await jobOf(video.videoId)).doneWeight;
  await database.sql.task.updateMany({ where: { kind: 'fetch' }, data: { lostTries: 2 } });
  await database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
  await garbageRepository(database).take(10, 60_000);
  await retry();
  expect(await due()).toHaveLength(1);
  // The repeated fetch counts neither as done nor as kept, and not in the visible progress.
  const { doneWeight, keptWeight, tasks } = await jobOf(video.videoId);
  expect([doneWeight, keptWeight]).toEqual([weight - PLAN.weights.fetch, weight - PLAN.weights.fetch]);
  expect(tasks.find(({ kind }) => kind === 'fetch')).toMatchObject({ lostTries: 0 });
  const { progress } = await videoRepository(database).get(video.organizationId, video.videoId);
  expect(progress).toBe(Math.floor(doneWeight / 100));
  const key = await fetchCopy();
  expect(key).not.toBe(gone);
  expect((await jobOf(video.videoId)).doneWeight).toBe(weight);
  const chunk = await claim('encode');
  expect(chunk.results.fetch?.get(0)).toMatchObject({ work: { key } });
});

test('a copy left by an earlier release is discarded when a retry makes another', async () => {
  const key = await fetchCopy();
  await cancel();
  await database.sql.garbage.deleteMany();
  await retry();
  expect(await discarded()).toEqual({ [key]: 0 });
  expect(await fetchCopy()).not.toBe(key);
});

test('canceling a repeated fetch discards nothing more', async () => {
  await fetchCopy();
  await cancel();
  await database.sql.garbage.deleteMany();
  await retry();
  await database.sql.garbage.deleteMany();
  await cancel();
  expect(await discarded()).toEqual({});
  await retry();
  expect(await statusOf('fetch')).toBe('queued');
});

test('the copy of a job that is replaced after a cancel is discarded as well', async () => {
  const key = await fetchCopy();
  await cancel();
  await retry(RECIPES.audio);
  expect(await discarded()).toEqual({ [key]: DAY_MINUTES });
});
