import { RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { historyRepository, taskEndings, videoCommands } from './index.js';
import { PLAN } from './job.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();

const DAY_MS = 24 * 3_600_000;
const KEPT_MS = 30 * DAY_MS;
const { claim, complete, run } = fakeWorker(() => database);
const other = fakeWorker(() => database, PLAN, 'other');
const history = () => historyRepository(database);
const retry = (recipe = RECIPES.stream) => videoCommands(database).retry(video.actor, video.videoId, recipe);
const numbers = async () =>
  (await database.sql.job.findMany({ where: { videoId: video.videoId }, orderBy: { number: 'asc' } })).map(
    ({ number }) => number,
  );
/** Backdates everything by some days. */
const age = async (days: number): Promise<void> => {
  const at = new Date(Date.now() - days * DAY_MS);
  await database.sql.event.updateMany({ data: { createdAt: at } });
  await database.sql.attempt.updateMany({ where: { endedAt: { not: null } }, data: { endedAt: at } });
  await database.sql.job.updateMany({ where: { replacedAt: { not: null } }, data: { replacedAt: at } });
};
const FAILURE = { code: 'ENCODER_CRASHED', retryable: true, attempt: { logTail: 'log' } } as const;
const failOnce = async (kind: 'fetch' | 'probe'): Promise<void> => {
  await taskEndings(database).fail(await claim(kind), FAILURE);
  await database.sql.task.updateMany({ data: { availableAt: new Date(0) } });
};

test('old events are deleted in batches, and processes share the work', async () => {
  const { organizationId, videoId } = video;
  const event = { organizationId, videoId, type: 'video.playable', data: {} };
  const data = Array.from({ length: 2_500 }, (_, index) => ({ ...event, seq: index + 2 }));
  await database.sql.event.createMany({ data });
  await age(29);
  expect(await history().pruneEvents(KEPT_MS)).toBe(0);
  await age(31);
  await database.sql.event.create({ data: { ...event, seq: 9_000 } });
  const both = await Promise.all([history().pruneEvents(KEPT_MS), history().pruneEvents(KEPT_MS)]);
  expect(both).toEqual([1_000, 1_000]);
  expect(await history().pruneEvents(KEPT_MS)).toBe(501);
  expect((await database.sql.event.findMany()).map(({ seq }) => seq)).toEqual([9_000]);
});

test('old unsuccessful attempts are deleted; successful ones, and all of a running task, are kept', async () => {
  await failOnce('fetch');
  await run('fetch');
  await failOnce('probe');
  const probe = await claim('probe');
  await age(31);
  expect(await history().pruneAttempts(KEPT_MS)).toBe(1);
  const left = await database.sql.attempt.findMany({ include: { task: true }, orderBy: { startedAt: 'asc' } });
  expect(left.map(({ task, status }) => `${task.kind} ${status}`)).toEqual([
    'fetch completed',
    'probe failed',
    'probe running',
  ]);
  await complete(probe);
  await age(29);
  expect(await history().pruneAttempts(KEPT_MS)).toBe(0);
  await age(31);
  expect(await history().pruneAttempts(KEPT_MS)).toBe(1);
});

test('attempt numbers continue after earlier attempts were pruned', async () => {
  await failOnce('fetch');
  await failOnce('fetch');
  await run('fetch');
  await age(31);
  expect(await history().pruneAttempts(KEPT_MS)).toBe(2);
  await database.sql.task.updateMany({
    where: { kind: 'fetch' },
    data: { status: 'queued', availableAt: new Date(0) },
  });
  const { id: taskId } = await claim('fetch');
  const left = await database.sql.attempt.findMany({ where: { taskId }, orderBy: { epoch: 'asc' } });
  expect(left.map(({ number }) => number)).toEqual([3, 4]);
});

test('jobs replaced long ago are deleted; the published one, the current one and those between are kept', async () => {
  const WHOLE = ['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'] as const;
  await run(...WHOLE);
  await retry();
  await other.run(...WHOLE);
  await retry();
  await videoCommands(database).cancel(video.actor, video.videoId);
  await retry();
  await age(29);
  expect(await history().pruneJobs(KEPT_MS)).toBe(0);
  await age(31);
  expect(await history().pruneJobs(KEPT_MS)).toBe(1);
  expect(await history().pruneJobs(KEPT_MS)).toBe(0);
  expect(await numbers()).toEqual([2, 3, 4]);
  // The objects of the published job can still be reused.
  await other.run('fetch', 'probe', 'package', 'verify');
  await age(31);
  expect(await history().pruneJobs(KEPT_MS)).toBe(2);
  expect(await numbers()).toEqual([4]);
  expect(await database.sql.task.count({ where: { videoId: video.videoId } })).toBe(7);
});
