import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import type { Database } from './index.js';
import { addVideo, PLAN_WITH_IMAGES } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('images of the older job are due first, poster before preview, in a separate queue', async () => {
  const { due, run } = fakeWorker(() => database, PLAN_WITH_IMAGES);
  const { videoId: older, organizationId } = await addVideo(database);
  const { videoId: younger } = await addVideo(database, organizationId);
  await run('fetch', 'probe', 'fetch', 'probe');
  const tasks = await database.sql.task.findMany();
  const dueTasks = (await due()).map((queued) => {
    const task = tasks.find(({ id }) => id === queued.taskId);
    return { ...queued, name: task?.name, kind: task?.kind, videoId: task?.videoId };
  });
  const inQueue = (queue: string) => dueTasks.filter((task) => task.queue === queue);
  expect(inQueue('images').map(({ name, videoId }) => [name, videoId])).toEqual([
    ['poster', older],
    ['preview', older],
    ['poster', younger],
    ['preview', younger],
  ]);
  expect([...new Set([...inQueue('encode'), ...inQueue('light')].map(({ kind }) => kind))]).toEqual([
    'encode',
    'audio',
  ]);
});
