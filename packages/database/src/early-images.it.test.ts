import { IMAGES, type ImageKind, RECIPES, type TaskResults } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { addOutputs, type Database, type NewOutput, taskEndings, videoCommands, videoRepository } from './index.js';
import { addVideo, PLAN_WITH_IMAGES } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const { claim, run } = fakeWorker(() => database, PLAN_WITH_IMAGES);

/** Completes the next task of a kind with one output. */
const store = async (kind: 'images' | 'package', output: Omit<NewOutput, 'sizeBytes'>): Promise<void> =>
  void (await taskEndings(database).complete(await claim(kind), {} as TaskResults['images'], {}, (tx, job) =>
    addOutputs(tx, job, [{ ...output, sizeBytes: 10 }]),
  ));
const storeImage = (kind: ImageKind) => {
  const { name, contentType } = IMAGES[kind];
  return store('images', { kind, name, contentType, key: kind });
};
const storeDownload = () => store('package', { kind: 'mp4', name: 'video.mp4', contentType: 'video/mp4', key: 'mp4' });

test('images become outputs as soon as they are stored, other outputs once the job is published', async () => {
  const { organizationId, videoId, actor } = await addVideo(database);
  const outputs = async () => (await videoRepository(database).details(organizationId, videoId)).outputs;
  const kinds = async () => (await outputs()).map(({ kind }) => kind);

  await run('fetch', 'probe');
  expect(await kinds()).toEqual([]);
  await storeImage('poster');
  expect(await kinds()).toEqual(['poster']);
  await run('encode', 'encode', 'audio');
  await storeDownload();
  await storeImage('preview');
  expect(await kinds()).toEqual(['poster', 'preview']);
  await run('verify');
  expect((await kinds()).toSorted()).toEqual(['mp4', 'poster', 'preview']);

  const published = await outputs();
  await videoCommands(database).retry(actor, videoId, RECIPES.compress);
  await run('fetch', 'probe');
  await storeImage('poster');
  expect(await outputs()).toEqual(published);
});
