import type { ErrorCode, TaskId, TaskKind } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { taskEndings, videoCommands, videoRepository } from './index.js';
import { messagesOf } from './messages-of.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video, events } = useTestVideo();

const { claim, run } = fakeWorker(() => database);
const show = () => videoRepository(database).get(video.organizationId, video.videoId);
const makeDue = () => database.sql.task.updateMany({ data: { availableAt: new Date(0) } });
const taskOf = (kind: TaskKind) => database.sql.task.findFirstOrThrow({ where: { videoId: video.videoId, kind } });

const fail = async (kind: TaskKind, code: ErrorCode, faultyTaskIds?: TaskId[]): Promise<void> => {
  await makeDue();
  await taskEndings(database).fail(await claim(kind), {
    code,
    retryable: true,
    attempt: {},
    ...(faultyTaskIds && { faultyTaskIds }),
  });
};
const loseWorker = async (kind: TaskKind): Promise<void> => {
  await makeDue();
  const task = await claim(kind);
  await database.sql.task.update({ where: { id: task.id }, data: { leaseExpiresAt: new Date(0) } });
  await taskEndings(database).abandon(task.id);
};

test('two storage outages do not keep verification from having wrong output redone', async () => {
  await run('fetch', 'probe', 'encode', 'encode', 'audio', 'package');
  await fail('verify', 'STORAGE_UNAVAILABLE');
  await fail('verify', 'STORAGE_UNAVAILABLE');
  const { id } = await taskOf('encode');
  await fail('verify', 'OUTPUT_WRONG', [id as TaskId]);
  expect(await taskOf('verify')).toMatchObject({ status: 'waiting', outageTries: 2, reworkTries: 1, failedTries: 0 });
  await run('encode', 'package', 'verify');
  expect(await show()).toMatchObject({ status: 'completed' });
});

test('outages, crashes and lost workers have separate retry budgets', async () => {
  for (const _ of [1, 2, 3]) await fail('fetch', 'STORAGE_UNAVAILABLE');
  for (const _ of [1, 2, 3]) await fail('fetch', 'ENCODER_CRASHED');
  for (const _ of [1, 2]) await loseWorker('fetch');
  expect(await taskOf('fetch')).toMatchObject({ status: 'retrying', outageTries: 3, failedTries: 3, lostTries: 2 });
  expect(messagesOf(events).at(-1)).toMatchObject({
    retrying: { task: 'fetch', code: 'WORKER_LOST', try: 9 },
  });
  await fail('fetch', 'ENCODER_CRASHED');
  expect(await show()).toMatchObject({ status: 'failed', errorCode: 'ENCODER_CRASHED' });
});

test('a retry by a user resets all failure counts', async () => {
  await fail('fetch', 'DISK_FULL');
  await loseWorker('fetch');
  for (const _ of [1, 2, 3, 4]) await fail('fetch', 'ENCODER_STALLED');
  expect(await taskOf('fetch')).toMatchObject({ status: 'failed', outageTries: 1, lostTries: 1, failedTries: 4 });
  await videoCommands(database).retry(video.actor, video.videoId);
  const none = { failedTries: 0, outageTries: 0, lostTries: 0, reworkTries: 0 };
  expect(await taskOf('fetch')).toMatchObject({ status: 'queued', ...none });
});
