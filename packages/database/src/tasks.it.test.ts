import type { TaskId, VideoId } from '@media/core';
import { expect, test, vi } from 'vitest';
import { fakeWorker, LEASE_MS } from './fake-worker.fixture.js';
import {
  type ClaimedTask,
  claimRepository,
  dispatchRepository,
  eventRepository,
  jobRepository,
  newId,
  taskEndings,
  videoCommands,
  videoRepository,
} from './index.js';
import { addVideo } from './job.fixture.js';
import { messagesOf } from './messages-of.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const FAILURE = { code: 'ENCODER_CRASHED', retryable: true, attempt: { exitCode: 1, logTail: 'no' } } as const;

const { database, video, events } = useTestVideo();

const { due, claim, complete, run } = fakeWorker(() => database);
const claims = () => claimRepository(database);
const endings = () => taskEndings(database);
/** The claims that a heartbeat still finds held. */
const heldOf = async (...tasks: ClaimedTask[]) => [...(await claims().heartbeat(tasks, LEASE_MS)).kept];
const show = () => videoRepository(database).get(video.organizationId, video.videoId);
const sent = () => messagesOf(events);

const letLeaseExpire = (task: ClaimedTask) =>
  database.sql.task.update({ where: { id: task.id }, data: { leaseExpiresAt: new Date(0) } });
const makeDue = () => database.sql.task.updateMany({ data: { availableAt: new Date(0) } });

test('a job runs all its tasks and is published once', async () => {
  expect((await due()).map(({ queue }) => queue)).toEqual(['io']);
  await run('fetch', 'probe');
  expect((await due()).map(({ queue }) => queue)).toEqual(['encode', 'encode', 'light']);
  await run('encode', 'audio');
  expect(await show()).toMatchObject({ status: 'processing', playable: true, progress: 55 });
  await run('encode', 'package', 'verify');
  const done = await show();
  expect(done).toMatchObject({ status: 'completed', progress: 100, publishedJobId: done.currentJobId });
  expect(sent()).toEqual([
    { generation: 1, status: 'queued', progress: 0 },
    { generation: 1, status: 'processing' },
    { generation: 1, playable: true },
    { generation: 1, status: 'completed', progress: 100, playable: true },
  ]);
  const ofVideo = events.filter((event) => 'videoId' in event);
  expect(ofVideo.map(({ seq }) => seq)).toEqual(ofVideo.map((_, index) => index + 1));
  expect(ofVideo.map(({ type, data }) => ('kind' in data ? `${type} ${data.kind}` : type))).toEqual([
    'video.created',
    'video.processing',
    ...['fetch', 'probe'].map((kind) => `task.completed ${kind}`),
    'video.playable',
    ...['audio', 'package', 'verify'].map((kind) => `task.completed ${kind}`),
    'rendition.ready',
    'video.completed',
  ]);
  expect(new Set(ofVideo.slice(1).map(({ actor }) => actor.label))).toEqual(new Set(['worker']));
});

test('of many workers with the same message, one gets the task, with one attempt', async () => {
  const [queued] = await due();
  if (!queued) throw new Error('nothing is due');
  const claimed = await Promise.all(
    Array.from({ length: 8 }, (_, index) => claims().claim(queued, `worker-${index}`, LEASE_MS)),
  );
  expect(claimed.filter(Boolean)).toHaveLength(1);
  expect(await database.sql.attempt.count()).toBe(1);
});

test('an old message claims nothing', async () => {
  const [queued] = await due();
  if (!queued) throw new Error('nothing is due');
  await endings().release(await claim('fetch'), {});
  expect(await claims().claim(queued, 'worker-2', LEASE_MS)).toBeUndefined();
});

test('a worker that lost its lease can neither renew it nor complete or fail the task', async () => {
  const late = await claim('fetch', 'late');
  await letLeaseExpire(late);
  expect(await endings().expired(10)).toEqual([late.id]);
  await endings().abandon(late.id);
  await makeDue();
  const heir = await claim('fetch', 'heir');
  expect(await heldOf(late)).toEqual([]);
  await expect(complete(late)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  await expect(endings().fail(late, FAILURE)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  await complete(heir);
  const attempts = await database.sql.attempt.findMany({ orderBy: { number: 'asc' } });
  expect(attempts.map(({ worker, status }) => [worker, status])).toEqual([
    ['late', 'lost'],
    ['heir', 'completed'],
  ]);
});

test('a lease that is renewed in time is not abandoned', async () => {
  const task = await claim('fetch');
  expect(await heldOf(task)).toEqual([task.id]);
  expect(await endings().expired(10)).toEqual([]);
  expect(await endings().abandon(task.id)).toEqual([]);
  await complete(task);
});

test('a transient failure is reported and retried later, and its attempt is kept', async () => {
  await endings().fail(await claim('fetch'), FAILURE);
  expect(sent()).toMatchObject([{}, {}, { retrying: { task: 'fetch', code: 'ENCODER_CRASHED', try: 2 } }]);
  expect(await due()).toEqual([]);
  expect(await dispatchRepository(database).untilNext()).toBeGreaterThan(1_000);
  const { id, epoch } = await database.sql.task.findFirstOrThrow({ where: { kind: 'fetch' } });
  expect(await claims().claim({ taskId: id as TaskId, epoch }, 'too-early', LEASE_MS)).toBeUndefined();
  await makeDue();
  await run('fetch');
  const [job] = (await jobRepository(database).ofVideo(video.organizationId, video.videoId)).jobs;
  expect(job?.tasks[0]?.attempts).toMatchObject([
    { number: 1, status: 'failed', errorCode: 'ENCODER_CRASHED', exitCode: 1, logTail: 'no' },
    { number: 2, status: 'completed' },
  ]);
});

test('tasks are listed in processing order, regardless of when their kind was added', async () => {
  await run('fetch', 'probe');
  const task = await database.sql.task.findFirstOrThrow({ where: { kind: 'encode' }, omit: { result: true } });
  await database.sql.task.create({ data: { ...task, id: newId(), kind: 'repackage', name: 'copy', index: 0 } });
  const [job] = (await jobRepository(database).ofVideo(video.organizationId, video.videoId)).jobs;
  expect(job?.tasks.map(({ kind }) => kind)).toEqual([
    ...['fetch', 'probe', 'encode', 'encode', 'repackage', 'audio', 'package', 'verify'],
  ]);
});

test('a wrong host clock does not shift the next attempt', async () => {
  const task = await claim('fetch');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  try {
    await endings().fail(task, FAILURE);
  } finally {
    vi.useRealTimers();
  }
  const delayMs = await dispatchRepository(database).untilNext();
  expect(delayMs).toBeGreaterThan(0);
  expect(delayMs).toBeLessThan(60_000);
});

test('a permanent failure fails the video immediately and stops its other tasks', async () => {
  await run('fetch', 'probe');
  const busy = await claim('audio');
  const chunk = await claim('encode');
  const stop = await endings().fail(chunk, { code: 'SOURCE_DAMAGED', retryable: false, attempt: {} });
  expect(stop).toEqual([busy.id]);
  expect(await show()).toMatchObject({ status: 'failed', errorCode: 'SOURCE_DAMAGED' });
  expect(sent().at(-1)).toMatchObject({
    status: 'failed',
    error: { code: 'SOURCE_DAMAGED', message: expect.stringContaining('damaged') },
  });
  expect(await due()).toEqual([]);
  await expect(complete(busy)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
});

test('a task that kills its workers fails after three of them', async () => {
  for (const worker of ['one', 'two', 'three']) {
    await makeDue();
    const task = await claim('fetch', worker);
    await letLeaseExpire(task);
    await endings().abandon(task.id);
  }
  expect(await show()).toMatchObject({ status: 'failed', errorCode: 'WORKER_LOST' });
});

test('retrying a failed video keeps its finished tasks', async () => {
  await run('fetch', 'probe', 'encode', 'audio');
  await endings().fail(await claim('encode'), { ...FAILURE, retryable: false });
  await videoCommands(database).retry(video.actor, video.videoId);
  expect(await show()).toMatchObject({ status: 'queued', playable: true, errorCode: null });
  expect((await due()).map(({ queue }) => queue)).toEqual(['encode']);
  await run('encode', 'package', 'verify');
  expect(await show()).toMatchObject({ status: 'completed', progress: 100 });
});

test('two tasks that end at the same moment start packaging exactly once', async () => {
  await run('fetch', 'probe');
  const last = [await claim('encode'), await claim('encode'), await claim('audio')];
  await Promise.all(last.map(complete));
  expect((await due()).map(({ queue }) => queue)).toEqual(['io']);
  await run('package', 'verify');
  expect(sent().filter(({ status }) => status === 'completed')).toHaveLength(1);
});

test('canceling stops the running tasks and leaves nothing due', async () => {
  const task = await claim('fetch');
  expect(await videoCommands(database).cancel(video.actor, video.videoId)).toEqual([task.id]);
  expect(await show()).toMatchObject({ status: 'cancelled' });
  expect(await heldOf(task)).toEqual([]);
  expect(await due()).toEqual([]);
  await expect(videoCommands(database).cancel(video.actor, video.videoId)).rejects.toMatchObject({
    code: 'VIDEO_NOT_CANCELLABLE',
  });
});

test('deleting a video discards all its objects and fences off late workers', async () => {
  const task = await claim('fetch');
  await videoCommands(database).remove(video.actor, video.videoId);
  await expect(show()).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
  await expect(complete(task)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  const prefixes = (await database.sql.garbage.findMany()).map(({ prefix }) => prefix);
  expect(prefixes).toEqual(expect.arrayContaining([`sources/${video.videoId}`, `media/${video.videoId}/`]));
});

test("another organization's video can't be seen, canceled, retried or deleted", async () => {
  const { organizationId, actor } = await addVideo(database);
  const commands = videoCommands(database);
  const missing = { code: 'VIDEO_NOT_FOUND' };
  await expect(videoRepository(database).get(organizationId, video.videoId)).rejects.toMatchObject(missing);
  await expect(commands.cancel(actor, video.videoId)).rejects.toMatchObject(missing);
  await expect(commands.retry(actor, video.videoId)).rejects.toMatchObject(missing);
  await expect(commands.remove(actor, video.videoId)).rejects.toMatchObject(missing);
  await expect(commands.update(actor, video.videoId, { title: 'b' })).rejects.toMatchObject(missing);
  expect(await eventRepository(database).after(organizationId, video.videoId, 0)).toEqual([]);
});

test('an older job of an organization comes before a newer one', async () => {
  const younger = await addVideo(database, video.organizationId);
  const order: VideoId[] = [];
  for (const { taskId } of await due()) {
    const row = await database.sql.task.findUniqueOrThrow({ where: { id: taskId } });
    order.push(row.videoId as VideoId);
  }
  expect(order).toEqual([video.videoId, younger.videoId]);
});
