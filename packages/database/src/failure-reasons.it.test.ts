import type { FailureReason } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { type Failure, jobRepository, taskEndings, videoCommands, videoRepository } from './index.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();

const { claim, run } = fakeWorker(() => database);
const show = () => videoRepository(database).get(video.organizationId, video.videoId);
const jobs = async () => (await jobRepository(database).ofVideo(video.organizationId, video.videoId)).jobs;
const fail = async (failure: Omit<Failure, 'retryable'>, retryable = true): Promise<void> => {
  await database.sql.task.updateMany({ data: { availableAt: new Date(0) } });
  await taskEndings(database).fail(await claim('fetch'), { retryable, ...failure });
};
const CRASH = { code: 'ENCODER_CRASHED', attempt: { exitCode: 1, logTail: '[error] no such pixel format' } } as const;
const OUTAGE = { code: 'STORAGE_UNAVAILABLE', attempt: {} } as const;
const TRUNCATED: FailureReason = { code: 'VIDEO_CUT_SHORT', declaredMs: 60_000, foundMs: 12_000 };

test('a crash that repeats itself fails the video, even with an outage in between', async () => {
  await fail(CRASH);
  await fail(OUTAGE);
  expect(await show()).toMatchObject({ status: 'processing' });
  await fail(CRASH);
  expect(await show()).toMatchObject({ status: 'failed', errorCode: 'ENCODER_CRASHED' });
});

test('crashes that differ are retried, and so is one that repeats itself after a retry by a user', async () => {
  await fail(CRASH);
  await fail({ ...CRASH, attempt: { ...CRASH.attempt, exitCode: 2 } });
  expect(await show()).toMatchObject({ status: 'processing' });
  await fail(CRASH, false);
  await videoCommands(database).retry(video.actor, video.videoId);
  await fail(CRASH);
  expect(await show()).toMatchObject({ status: 'processing' });
});

test('the reason of a failure is stored with attempt, job and video, told to subscribers, and cleared by a retry', async () => {
  await fail({ code: 'SOURCE_DAMAGED', reason: TRUNCATED, attempt: {} }, false);
  expect(await show()).toMatchObject({ status: 'failed', errorReason: TRUNCATED });
  const [job] = await jobs();
  expect(job).toMatchObject({ errorCode: 'SOURCE_DAMAGED', errorReason: TRUNCATED });
  expect(job?.tasks[0]?.attempts).toMatchObject([{ errorCode: 'SOURCE_DAMAGED', errorReason: TRUNCATED }]);
  const event = await database.sql.event.findFirstOrThrow({ where: { videoId: video.videoId, type: 'video.failed' } });
  expect(event.data).toMatchObject({
    error: { message: expect.stringContaining('should last 1:00, but ends after 0:12') },
  });
  await videoCommands(database).retry(video.actor, video.videoId);
  expect(await show()).toMatchObject({ errorCode: null, errorReason: null });
  expect(await jobs()).toMatchObject([{ errorCode: null, errorReason: null }]);
});

test('a failure without a known cause names the contents of the probed file', async () => {
  await run('fetch', 'probe');
  const reason = { code: 'CHECK_FAILED', check: 'frames' } as const;
  const chunk = await claim('encode');
  await taskEndings(database).fail(chunk, { code: 'OUTPUT_WRONG', reason, retryable: false, attempt: {} });
  expect(await show()).toMatchObject({ errorReason: { code: 'FILE_CONTAINS', container: 'mov' } });
  expect(await database.sql.attempt.findFirst({ where: { taskId: chunk.id } })).toMatchObject({ errorReason: reason });
});
