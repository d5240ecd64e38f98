import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { ERRORS, type OrganizationId, type TaskId, type VideoId } from '@media/core';
import { type ClaimedTask, claimRepository, taskEndings } from '@media/database';
import { createLog } from '@media/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { listen } from '../fixtures/listen.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';
import { createLiveHub } from './live-hub.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({ STREAMS_PER_USER: '100' });
  ada = await signUp(api);
});
afterAll(() => api.close());

const newVideo = (): Promise<VideoId> => createVideo(api, ada);

/** Claims the first task of the video, like a worker. Creates event 2, `processing`. */
const claimFirst = async (videoId: VideoId) => {
  const task = await api.deps.database.sql.task.findFirstOrThrow({ where: { videoId, kind: 'fetch' } });
  const claims = claimRepository(api.deps.database);
  const claimed = await claims.claim({ taskId: task.id as TaskId, epoch: task.epoch }, 'test', 60_000);
  if (!claimed) throw new Error('The task could not be claimed.');
  return claimed;
};
const publishProgress = (videoId: VideoId, progress: number) =>
  api.deps.live.publish([{ organizationId: ada.organizationId, videoId, data: { progress } }]);
/** Records progress of the first task in basis points, like a worker. */
const recordProgress = ({ jobId, id: taskId, job: { generation } }: ClaimedTask, points: number) =>
  api.deps.live.recordProgress({ jobId, generation, taskId, points, donePoints: 0, keptPoints: 0 });
const cancel = (videoId: VideoId) => call(api, 'POST', `/videos/${videoId}/cancel`, { token: ada.token });

test('a client receives a snapshot, then changes, and the stream ends with processing', async () => {
  const videoId = await newVideo();
  const stream = await listen(api, videoId, { token: ada.token });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(stream.headers.get('x-accel-buffering')).toBe('no');
  expect(stream.headers.get('x-request-id')).toBeTruthy();
  await stream.waitForMessages(1);
  await claimFirst(videoId);
  await stream.waitForMessages(2);
  await publishProgress(videoId, 45);
  await stream.waitForMessages(3);
  await publishProgress(videoId, 30);
  await publishProgress(videoId, 46);
  await stream.waitForMessages(4);
  expect((await cancel(videoId)).status).toBe(202);
  await until('the stream ends', stream.hasEnded);
  expect(stream.messages).toEqual([
    { id: 1, data: { status: 'queued', playable: false, progress: 0 } },
    { id: 2, data: { status: 'processing' } },
    { id: 2, data: { progress: 45 } },
    { id: 2, data: { progress: 46 } },
    { id: 3, data: { status: 'cancelled' } },
  ]);
});

test('a reconnecting client receives the missed events, then a snapshot', async () => {
  const videoId = await newVideo();
  const claimed = await claimFirst(videoId);
  const failure = { code: 'SOURCE_NOT_MEDIA' as const, retryable: false, attempt: {} };
  await taskEndings(api.deps.database).fail(claimed, failure);
  const error = { code: 'SOURCE_NOT_MEDIA', message: ERRORS.SOURCE_NOT_MEDIA.text };
  const stream = await listen(api, videoId, { token: ada.token, lastEventId: 1 });
  await until('the stream ends', stream.hasEnded);
  expect(stream.messages).toEqual([
    { id: 2, data: { status: 'processing' } },
    // Event 3, `task.failed`, isn't sent.
    { id: 4, data: { status: 'failed', error } },
    { id: 4, data: { status: 'failed', playable: false, progress: 0, error } },
  ]);
  const view = await call(api, 'GET', `/videos/${videoId}`, { token: ada.token });
  expect(view.body).toMatchObject({ status: 'failed', error });
});

test('an error code of another release is shown as INTERNAL everywhere', async () => {
  const { token } = ada;
  const videoId = await newVideo();
  const failure = { code: 'SOURCE_NOT_MEDIA' as const, retryable: false, attempt: {} };
  await taskEndings(api.deps.database).fail(await claimFirst(videoId), failure);
  const error = { code: 'INTERNAL', message: ERRORS.INTERNAL.text };
  for (const errorCode of ['MADE_BY_ANOTHER_RELEASE', 'toString']) {
    await api.deps.database.sql.video.update({ where: { id: videoId }, data: { errorCode } });
    await api.deps.database.sql.attempt.updateMany({ where: { task: { videoId } }, data: { errorCode } });
    expect(await call(api, 'GET', `/videos/${videoId}`, { token })).toMatchObject({ status: 200, body: { error } });
    const { body } = await call(api, 'GET', '/videos', { token });
    expect(body.items).toContainEqual(expect.objectContaining({ id: videoId, error }));
    const jobs = await call(api, 'GET', `/videos/${videoId}/jobs`, { token });
    expect(jobs).toMatchObject({ status: 200, body: { video: { error } } });
    expect(jobs.text).toContain('"errorCode":"INTERNAL"');
    const stream = await listen(api, videoId, { token });
    expect(await stream.waitForMessages(1)).toMatchObject([{ data: { status: 'failed', error } }]);
  }
});

test('a client whose missed events were pruned receives the current state', async () => {
  const videoId = await newVideo();
  await claimFirst(videoId);
  await cancel(videoId);
  await call(api, 'POST', `/videos/${videoId}/retry`, { token: ada.token });
  const { database } = api.deps;
  for (const seq of [{ lt: 4 }, {}]) {
    await database.sql.event.deleteMany({ where: { videoId, seq } });
    const stream = await listen(api, videoId, { token: ada.token, lastEventId: 1 });
    expect(await stream.waitForMessages(1)).toEqual([
      { id: 4, data: { status: 'queued', playable: false, progress: 0 } },
    ]);
  }
});

test('a connected client receives the current state if events are missing', async () => {
  const videoId = await newVideo();
  const stream = await listen(api, videoId, { token: ada.token });
  await stream.waitForMessages(1);
  await api.deps.database.sql.video.update({ where: { id: videoId }, data: { eventSeq: 5, playable: true } });
  expect(await stream.waitForMessages(2)).toContainEqual({
    id: 5,
    data: { status: 'queued', playable: true, progress: 0 },
  });
});

test('a client that has received the final event gets status 204 when it reconnects', async () => {
  const videoId = await newVideo();
  await cancel(videoId);
  expect((await listen(api, videoId, { token: ada.token, lastEventId: 2 })).status).toBe(204);
  const first = await listen(api, videoId, { token: ada.token });
  await until('the stream ends', first.hasEnded);
  expect(first.messages).toMatchObject([{ id: 2, data: { status: 'cancelled', playable: false, progress: 0 } }]);
});

test('a retry restarts the video in its event stream', async () => {
  const videoId = await newVideo();
  await cancel(videoId);
  const retried = await call(api, 'POST', `/videos/${videoId}/retry`, { token: ada.token });
  expect(retried).toMatchObject({ status: 202, body: { status: 'queued' } });
  expect(await call(api, 'POST', `/videos/${videoId}/retry`, { token: ada.token })).toMatchObject({ status: 409 });
  const stream = await listen(api, videoId, { token: ada.token, lastEventId: 1 });
  expect((await stream.waitForMessages(3)).map(({ data }) => data.status)).toEqual(['cancelled', 'queued', 'queued']);
  expect(stream.hasEnded()).toBe(false);
});

test('an event that Redis lost is found in the database', async () => {
  const videoId = await newVideo();
  const stream = await listen(api, videoId, { token: ada.token });
  await stream.waitForMessages(1);
  const { organizationId } = ada;
  // Not published. In one transaction, or a poll in between would find a number without its event.
  await api.deps.database.transaction(async ({ sql }) => {
    await sql.video.update({ where: { id: videoId }, data: { eventSeq: 2 } });
    await sql.event.create({
      data: { videoId, organizationId, seq: 2, type: 'video.playable', data: { playable: true } },
    });
  });
  expect(await stream.waitForMessages(2)).toContainEqual({ id: 2, data: { playable: true } });
});

test('the snapshot contains the live progress from Redis', async () => {
  const videoId = await newVideo();
  await recordProgress(await claimFirst(videoId), 300);
  const stream = await listen(api, videoId, { token: ada.token });
  expect((await stream.waitForMessages(1))[0]).toMatchObject({
    data: { status: 'processing', playable: false, progress: 3 },
  });
});

test('canceling does not lower the progress, and a retry starts with the finished tasks', async () => {
  const videoId = await newVideo();
  const stopped = await claimFirst(videoId);
  await recordProgress(stopped, 300);
  expect((await call(api, 'POST', `/videos/${videoId}/retry`, { token: ada.token })).status).toBe(409);
  expect((await cancel(videoId)).body).toMatchObject({ status: 'cancelled', progress: 3 });
  const jobs = await call(api, 'GET', `/videos/${videoId}/jobs`, { token: ada.token });
  expect(jobs.body).toMatchObject({ items: [{ status: 'cancelled', progress: 3 }], video: { progress: 3 } });
  await call(api, 'POST', `/videos/${videoId}/retry`, { token: ada.token });
  await claimFirst(videoId);
  // The stopped worker hasn't noticed yet.
  await recordProgress(stopped, 390);
  const view = await call(api, 'GET', `/videos/${videoId}`, { token: ada.token });
  expect(view.body).toMatchObject({ status: 'processing', progress: 0 });
});

test('a client with a future event number starts over', async () => {
  const videoId = await newVideo();
  const stream = await listen(api, videoId, { token: ada.token, lastEventId: 999 });
  await stream.waitForMessages(1);
  await claimFirst(videoId);
  expect((await stream.waitForMessages(2)).slice(0, 2)).toEqual([
    { id: 1, data: { status: 'queued', playable: false, progress: 0 } },
    { id: 2, data: { status: 'processing' } },
  ]);
  await cancel(videoId);
  const late = await listen(api, videoId, { token: ada.token, lastEventId: 999 });
  expect((await late.waitForMessages(1))[0]).toMatchObject({ id: 3, data: { status: 'cancelled' } });
});

test('only a client that does not read is disconnected', async () => {
  const videoId = await newVideo();
  const stream = await listen(api, videoId, { token: ada.token });
  await stream.waitForMessages(1);
  const before = api.deps.hub.countSubscribers();
  const headers = { authorization: `Bearer ${ada.token}` };
  const slow = request(`${api.baseUrl}/videos/${videoId}/events`, { headers }, (response) => response.pause());
  slow.on('error', () => undefined).end();
  await until('the slow client is connected', () => api.deps.hub.countSubscribers() === before + 1);
  const retrying = { task: 'x'.repeat(50_000), code: 'ENCODER_CRASHED', try: 2 };
  // More than the kernel's buffers can take.
  for (let seq = 2; seq < 1_000 && api.deps.hub.countSubscribers() > before; seq += 1) {
    const { organizationId } = ada;
    await api.deps.live.publish([{ organizationId, videoId, eventSeq: seq, data: { retrying } }]);
    await stream.waitForMessages(seq);
  }
  expect(api.deps.hub.countSubscribers()).toBe(before);
  expect(stream.hasEnded()).toBe(false);
  slow.destroy();
});

test('an idle stream sends heartbeats', async () => {
  const stream = await listen(api, await newVideo(), { token: ada.token });
  await until('two heartbeats', () => stream.heartbeats() >= 2);
});

test('deleting a video ends its streams', async () => {
  const videoId = await newVideo();
  const stream = await listen(api, videoId, { token: ada.token });
  await stream.waitForMessages(1);
  await call(api, 'DELETE', `/videos/${videoId}`, { token: ada.token });
  await until('the stream ends', stream.hasEnded);
});

test('disconnected clients leave no subscribers behind', async () => {
  const videoId = await newVideo();
  await until('earlier clients have disconnected', () => api.deps.hub.countSubscribers() === 0);
  for (let round = 0; round < 5; round += 1) {
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(api, videoId, { token: ada.token })));
    expect(api.deps.hub.countSubscribers()).toBeGreaterThan(0);
    for (const stream of streams) stream.disconnect();
  }
  await until('no subscriber is left', () => api.deps.hub.countSubscribers() === 0);
});

test('a subscriber that arrives during shutdown is ended immediately', () => {
  const hub = createLiveHub({ ...api.deps, log: createLog('test', 'silent'), pollMs: 60_000 });
  hub.close();
  let ended = 0;
  const nothing = () => undefined;
  const end = (): void => {
    ended += 1;
  };
  hub.subscribeToVideo(randomUUID() as VideoId, { onMessage: nothing, onLastSeq: nothing, end })();
  hub.subscribeToOrganization(randomUUID() as OrganizationId, { onMessage: nothing, onPoll: nothing, end })();
  expect([ended, hub.countSubscribers()]).toEqual([2, 0]);
});
