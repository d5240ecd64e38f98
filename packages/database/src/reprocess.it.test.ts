import { readdir, readFile } from 'node:fs/promises';
import { RECIPES, type Recipe, storageKeys, type TaskKind } from '@media/core';
import { beforeEach, expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { jobRepository, taskEndings, videoCommands, videoRepository } from './index.js';
import { PLAN } from './job.fixture.js';
import { messagesOf } from './messages-of.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video, events } = useTestVideo();

const WHOLE: TaskKind[] = ['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'];
const OTHER_RECIPE = RECIPES.compress;

const { claim, run } = fakeWorker(() => database);
beforeEach(() => run(...WHOLE));
/** Runs the second job, with a different plan. */
const other = fakeWorker(() => database, PLAN, 'other plan');
const show = () => videoRepository(database).details(video.organizationId, video.videoId);
const cancel = () => videoCommands(database).cancel(video.actor, video.videoId);
const retry = (recipe?: Recipe) => videoCommands(database).retry(video.actor, video.videoId, recipe);
const statuses = async () =>
  (await jobRepository(database).ofVideo(video.organizationId, video.videoId)).jobs.map(({ status }) => status);

/** How far a reprocess of a published video has come when it is canceled. */
const REPROCESSED: Record<string, TaskKind[]> = {
  'nothing has started': [],
  'its source is fetched': ['fetch'],
  'it is planned': ['fetch', 'probe'],
  'its first pieces are published': ['fetch', 'probe', 'encode', 'audio'],
  'only verification is missing': ['fetch', 'probe', 'encode', 'encode', 'audio', 'package'],
};

test.each(Object.entries(REPROCESSED))(
  'a reprocess canceled when %s leaves the video completed, with its earlier result',
  async (_, kinds) => {
    const before = await show();
    await retry(OTHER_RECIPE);
    await other.run(...kinds);
    const running = kinds.length === 1 ? [(await other.claim('probe')).id] : [];
    expect(await cancel()).toEqual(running);
    const { updatedAt: _updated, ...after } = await show();
    expect(after).toEqual({ ...before, ...{ eventSeq: after.eventSeq, generation: 2, updatedAt: undefined } });
    expect(after).toMatchObject({ status: 'completed', progress: 100, playable: true, errorCode: null });
    expect(messagesOf(events).at(-1)).toEqual({ status: 'completed', progress: 100, playable: true, generation: 2 });
    await expect(cancel()).rejects.toMatchObject({ code: 'VIDEO_NOT_CANCELLABLE' });
    expect(await statuses()).toEqual(['cancelled', 'completed']);
  },
);

test('the next reprocess reuses the work of a canceled one, and gets the next number', async () => {
  await retry(OTHER_RECIPE);
  await other.run('fetch', 'probe', 'encode');
  await cancel();
  await retry(OTHER_RECIPE);
  await other.run('fetch', 'probe', 'encode', 'audio', 'package', 'verify');
  expect(await show()).toMatchObject({ status: 'completed', recipeName: 'compress', generation: 3 });
  expect(await statuses()).toEqual(['completed', 'cancelled', 'completed']);
});

test('after a canceled reprocess, a retry uses the recipe of the published result', async () => {
  await retry(OTHER_RECIPE);
  await cancel();
  await retry();
  expect(await show()).toMatchObject({ status: 'queued', recipeName: 'stream', progress: 0, playable: true });
});

test('deleting a video during or after a reprocess leaves nothing behind', async () => {
  await retry(OTHER_RECIPE);
  await cancel();
  await retry(OTHER_RECIPE);
  const claimed = await claim('fetch');
  expect(await videoCommands(database).remove(video.actor, video.videoId)).toEqual([claimed.id]);
  expect([await database.sql.job.count(), await database.sql.output.count()]).toEqual([0, 0]);
  const prefixes = (await database.sql.garbage.findMany()).map(({ prefix }) => prefix);
  expect(prefixes).toContain(storageKeys.mediaOf(video.videoId));
});

test('a failed reprocess is visible, and the published result stays, even if the retry is canceled', async () => {
  const before = await show();
  await retry(OTHER_RECIPE);
  await taskEndings(database).fail(await claim('fetch'), { code: 'SOURCE_CHANGED', retryable: false, attempt: {} });
  const { publishedJobId, outputs, renditions, probe } = before;
  const served = { publishedJobId, outputs, renditions, probe, playable: true };
  expect(await show()).toMatchObject({ ...served, status: 'failed', errorCode: 'SOURCE_CHANGED' });
  await retry();
  expect(await show()).toMatchObject({ ...served, status: 'queued', errorCode: null, recipeName: 'compress' });
  await cancel();
  const { completedAt, currentJobId } = before;
  expect(await show()).toMatchObject({ ...served, status: 'completed', errorCode: null, completedAt, currentJobId });
});

test('the migration completes videos whose reprocess was canceled before it', async () => {
  const before = await show();
  await retry(OTHER_RECIPE);
  await claim('fetch');
  const { currentJobId } = await show();
  await cancel();
  // The state left by earlier releases.
  const where = { id: video.videoId };
  await database.sql.video.update({
    where,
    data: { status: 'cancelled', progress: 0, completedAt: null, currentJobId },
  });
  await database.sql.attempt.updateMany({ where: { status: 'cancelled' }, data: { errorCode: 'CANCELLED' } });
  const migrations = new URL('../prisma/migrations/', import.meta.url);
  const name = (await readdir(migrations)).find((folder) => folder.endsWith('_generation')) ?? '';
  const sql = await readFile(new URL(`${name}/migration.sql`, migrations), 'utf8');
  for (const update of sql.match(/^UPDATE[^;]*/gm) ?? []) await database.sql.$executeRawUnsafe(update);
  const { status, progress, completedAt, recipeName } = before;
  expect(await show()).toMatchObject({ status, progress, completedAt, recipeName, currentJobId: before.currentJobId });
  expect(await database.sql.attempt.count({ where: { errorCode: 'CANCELLED' } })).toBe(0);
});
