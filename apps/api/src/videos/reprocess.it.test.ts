import type { JobList, VideoView } from '@media/contracts';
import type { TaskId, VideoId } from '@media/core';
import { claimRepository, taskEndings } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { listenToAll } from '../fixtures/listen.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
let id: VideoId;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
  id = await publishVideo(api, ada);
});

const get = async (path: string) => (await call(api, 'GET', path, { token: ada.token })).body;
const view = async () => (await get(`/videos/${id}`)) as VideoView;
const jobs = async () => (await get(`/videos/${id}/jobs`)) as JobList;
const listed = async (status: string) => (await get(`/videos?status=${status}`)).items as VideoView[];
const reprocess = () => call(api, 'POST', `/videos/${id}/retry`, { token: ada.token, body: { recipe: 'compress' } });
const cancel = () => call(api, 'POST', `/videos/${id}/cancel`, { token: ada.token });
const claimFetch = async () => {
  const where = { videoId: id, kind: 'fetch' as const, status: 'queued' as const };
  const row = await api.deps.database.sql.task.findFirstOrThrow({ where });
  const task = await claimRepository(api.deps.database).claim(
    { taskId: row.id as TaskId, epoch: row.epoch },
    'w',
    60_000,
  );
  if (!task) throw new Error('The task could not be claimed.');
  return task;
};
/** The response statuses of playback and downloads. */
const served = async () => {
  const paths = ['hls/master.m3u8', 'hls/video/0.m3u8', 'dash/manifest.mpd', 'download'];
  const responses = await Promise.all(
    paths.map((path) => call(api, 'GET', `/videos/${id}/${path}`, { token: ada.token })),
  );
  return responses.map(({ status }) => status);
};
const SERVED = [200, 200, 200, 302];

test('canceling a reprocess restores the video in views, playback, lists, and event streams', async () => {
  const before = await view();
  const stream = await listenToAll(api, { token: ada.token });
  await reprocess();
  await claimFetch();
  expect(await view()).toMatchObject({ status: 'processing', outputs: before.outputs, renditions: before.renditions });
  const cancelled = await cancel();
  expect(cancelled.status).toBe(202);
  const asBefore = { ...before, generation: 2, updatedAt: expect.any(String) };
  expect(cancelled.body).toEqual(asBefore);
  expect(await view()).toEqual(asBefore);
  expect(await served()).toEqual(SERVED);
  expect([(await listed('completed')).length, (await listed('cancelled')).length]).toEqual([1, 0]);
  const messages = (await stream.waitForMessages(3)).map(({ data }) => data);
  expect(messages.map(({ status }) => status)).toEqual(['queued', 'processing', 'completed']);
  expect(messages[2]).toMatchObject({ progress: 100, playable: true });
  const { items, video } = await jobs();
  expect(items.map(({ status, progress }) => [status, progress])).toEqual([
    ['cancelled', 0],
    ['completed', 100],
  ]);
  expect(video).toEqual({ status: 'completed', progress: 100, playable: true, generation: 2 });
});

test('a stream opened during a reprocess starts with its state, and a failed reprocess reports its error', async () => {
  const before = await view();
  await reprocess();
  const task = await claimFetch();
  const stream = await listenToAll(api, { token: ada.token });
  expect((await stream.waitForMessages(1))[0]?.data).toMatchObject({
    status: 'processing',
    progress: 0,
    playable: true,
  });
  await taskEndings(api.deps.database).fail(task, { code: 'SOURCE_CHANGED', retryable: false, attempt: {} });
  const after = await view();
  const error = { code: 'SOURCE_CHANGED', message: expect.any(String) };
  const { outputs, renditions, source } = before;
  expect(after).toMatchObject({ status: 'failed', error, outputs, renditions, source, playable: true });
  expect(await served()).toEqual(SERVED);
  expect((await listed('failed')).map((video) => video.id)).toEqual([id]);
  expect((await stream.waitForMessages(2))[1]?.data).toMatchObject({ status: 'failed', error, generation: 2 });
});

test('the duration of a resumed task excludes the time between its attempts', async () => {
  await reprocess();
  const task = await claimFetch();
  const { sql } = api.deps.database;
  await cancel();
  // Simulates an attempt of 3 s, and one of 2 s an hour later.
  const ended = new Date(Date.now() - 3_600_000);
  const run = { startedAt: new Date(ended.getTime() - 3_000), endedAt: ended };
  await sql.attempt.updateMany({ where: { taskId: task.id }, data: run });
  const again = { startedAt: new Date(Date.now() - 2_000), endedAt: new Date() };
  await sql.attempt.create({
    data: { ...again, taskId: task.id, epoch: 2, number: 2, worker: 'w', status: 'completed' },
  });
  const { items } = await jobs();
  const { durationMs, attempts } = items[0]?.tasks.find(({ kind }) => kind === 'fetch') ?? {};
  expect(durationMs).toBe(3_000 + again.endedAt.getTime() - again.startedAt.getTime());
  expect(attempts?.[0]).toMatchObject({ status: 'cancelled' });
  expect(attempts?.[0]).not.toHaveProperty('errorCode');
});
