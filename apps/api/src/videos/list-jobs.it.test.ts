import type { JobList } from '@media/contracts';
import type { TaskId, VideoId } from '@media/core';
import { claimRepository } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, signUp } from '../fixtures/call.js';
import { beginVideo } from '../fixtures/publish-video.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('server paths and URLs are removed from the log of an attempt', async () => {
  const { sql } = api.deps.database;
  const ada = await signUp(api);
  const { id: uploadId } = await sendSmallFile(api, ada);
  const { body: video } = await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId } });
  const task = await sql.task.findFirstOrThrow({ where: { videoId: video.id as VideoId, status: 'queued' } });
  await claimRepository(api.deps.database).claim({ taskId: task.id as TaskId, epoch: task.epoch }, 'worker', 60_000);
  const logTail =
    '[error] Error opening output /var/lib/media/worker/try-x/720p.mp4: No space left on device\n' +
    '[error] https://s3.example.org/media/sources/v1?X-Amz-Signature=abc: 403 Forbidden';
  await sql.attempt.updateMany({ where: { taskId: task.id }, data: { status: 'failed', logTail } });

  const { body } = await call(api, 'GET', `/videos/${video.id}/jobs`, { token: ada.token });
  const attempts = (body as unknown as JobList).items.flatMap(({ tasks }) => tasks.flatMap((each) => each.attempts));
  expect(attempts.map((attempt) => attempt.logTail)).toEqual([
    '[error] Error opening output 720p.mp4: No space left on device\n[error] <url>: 403 Forbidden',
  ]);
});

test('a task that could not copy the video says why, as far as this release knows the reason', async () => {
  const { sql } = api.deps.database;
  const ada = await signUp(api);
  const videoId = await beginVideo(api, ada);
  const { id } = await sql.task.findFirstOrThrow({ where: { videoId, kind: 'encode' } });
  const copyFailed = async (nonStandard: string[]) => {
    const result = { copied: false, because: {}, nonStandard };
    await sql.task.update({ where: { id }, data: { kind: 'repackage', status: 'completed', result } });
    const { body } = await call(api, 'GET', `/videos/${videoId}/jobs`, { token: ada.token });
    const tasks = (body as unknown as JobList).items.flatMap((job) => job.tasks);
    return tasks.filter((task) => 'copyFailed' in task).map((task) => [task.kind, task.copyFailed]);
  };
  expect(await copyFailed(['openGop'])).toEqual([['repackage', 'openGop']]);
  expect(await copyFailed(['ofALaterRelease'])).toEqual([]);
});
