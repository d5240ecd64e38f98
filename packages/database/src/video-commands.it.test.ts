import { RECIPES, type TaskKind } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { jobRepository, mediaRepository, taskEndings, videoCommands, videoRepository } from './index.js';
import { addVideo } from './job.fixture.js';
import { moveVideo } from './job-graph.js';
import { lockJob } from './locked-job.js';
import { useTestVideo } from './use-test-video.fixture.js';
import { createJob } from './videos.js';

const { database, video } = useTestVideo();

const { claim, run } = fakeWorker(() => database);
const show = () => videoRepository(database).details(video.organizationId, video.videoId);
const cancel = () => videoCommands(database).cancel(video.actor, video.videoId);
const retry = () => videoCommands(database).retry(video.actor, video.videoId);
const WHOLE: TaskKind[] = ['fetch', 'probe', 'encode', 'encode', 'audio', 'package', 'verify'];

const somebodyWaits = async (): Promise<boolean> => {
  const [row] = await database.sql.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (row?.waiting ?? 0) > 0;
};

test('a command that waited for a retry acts on the new job', async () => {
  await run(...WHOLE);
  const { currentJobId } = await show();
  if (!currentJobId) throw new Error('no job');
  const waiting = await database.transaction(async (tx) => {
    const job = await lockJob(tx, currentJobId);
    if (!job) throw new Error('no job');
    const cancelled = cancel();
    await expect.poll(somebodyWaits).toBe(true);
    const data = { status: 'queued', progress: 0, playable: true } as const;
    await moveVideo(tx, job, 'requeued', { type: 'video.retried', data, actor: video.actor });
    const next = { recipe: RECIPES.stream, number: 2, traceparent: null };
    await createJob(tx, { id: video.videoId, organizationId: video.organizationId }, next);
    return { cancelled };
  });
  expect(await waiting.cancelled).toEqual([]);
  expect(await show()).toMatchObject({ status: 'completed', currentJobId });
  const { jobs } = await jobRepository(database).ofVideo(video.organizationId, video.videoId);
  expect(jobs.map(({ status }) => status)).toEqual(['cancelled', 'completed']);
});

test('a video that is processed again is not completed and has no completion time', async () => {
  await run(...WHOLE);
  expect((await show()).completedAt).toBeInstanceOf(Date);
  await retry();
  expect((await show()).completedAt).toBeNull();
  await taskEndings(database).fail(await claim('fetch'), { code: 'SOURCE_CHANGED', retryable: false, attempt: {} });
  expect(await show()).toMatchObject({ status: 'failed', completedAt: null, playable: true });
});

test('a canceled attempt has no error', async () => {
  const { id } = await claim('fetch');
  await cancel();
  const [attempt] = await database.sql.attempt.findMany({ where: { taskId: id } });
  expect(attempt).toMatchObject({ status: 'cancelled', errorCode: null, endedAt: expect.any(Date) });
});

test('a canceled video has no encoding renditions, and a retry brings all of them back', async () => {
  await run('fetch', 'probe', 'encode');
  expect((await show()).renditions).toMatchObject([{ status: 'encoding' }]);
  await cancel();
  expect((await show()).renditions).toMatchObject([{ status: 'skipped' }]);
  await retry();
  expect((await show()).renditions).toMatchObject([{ status: 'waiting' }]);
  await run('encode', 'audio', 'package', 'verify');
  expect((await show()).renditions).toMatchObject([{ status: 'ready' }]);
});

test('only the last unsuccessful attempts include their logs', async () => {
  const task = await claim('fetch');
  await database.sql.attempt.createMany({
    data: Array.from({ length: 30 }, (_, place) => ({
      ...{ taskId: task.id, epoch: 100 + place, number: 100 + place, worker: 'w', logTail: `tail ${place}` },
      ...{ status: place === 29 ? ('completed' as const) : ('failed' as const) },
      startedAt: new Date(Date.now() + place * 1_000),
    })),
  });
  const [job] = (await jobRepository(database).ofVideo(video.organizationId, video.videoId)).jobs;
  const attempts = job?.tasks.find(({ kind }) => kind === 'fetch')?.attempts ?? [];
  expect(attempts).toHaveLength(31);
  const tails = attempts.flatMap(({ logTail }) => logTail ?? []);
  expect(tails).toEqual(Array.from({ length: 20 }, (_, place) => `tail ${place + 9}`));
});

test("a job's objects, all or those of one track, are visible to its organization only", async () => {
  await run('fetch', 'probe', 'encode', 'encode', 'audio');
  const { currentJobId } = await show();
  if (!currentJobId) throw new Error('no job');
  const media = mediaRepository(database);
  const objects = async (...track: { kind: 'video' | 'audio'; trackIndex: number }[]) =>
    (await media.objectsOf(video.organizationId, currentJobId, ...track)).map(
      ({ kind, chunkIndex }) => `${kind} ${chunkIndex}`,
    );
  expect((await objects()).sort()).toEqual(['audio 0', 'video 0', 'video 1']);
  expect(await objects({ kind: 'video', trackIndex: 0 })).toEqual(['video 0', 'video 1']);
  expect(await objects({ kind: 'video', trackIndex: 1 })).toEqual([]);
  const stranger = await addVideo(database);
  expect(await media.objectsOf(stranger.organizationId, currentJobId)).toEqual([]);
});
