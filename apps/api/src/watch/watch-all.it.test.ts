import { request } from 'node:http';
import { type Actor, storageKeys, systemActor, type TaskId, type VideoId } from '@media/core';
import { claimRepository, newId, openDatabase, videoCommands } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { type Listener, listenToAll, type StreamMessage } from '../fixtures/listen.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({ STREAMS_PER_USER: '20' });
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const newVideo = (person = ada): Promise<VideoId> => createVideo(api, person);
const claimFirst = async (videoId: VideoId): Promise<void> => {
  const task = await api.deps.database.sql.task.findFirstOrThrow({ where: { videoId, kind: 'fetch' } });
  await claimRepository(api.deps.database).claim({ taskId: task.id as TaskId, epoch: task.epoch }, 'test', 60_000);
};
const publish = (videoId: VideoId, data: object, eventSeq?: number) => {
  const { organizationId } = ada;
  return api.deps.live.publish([{ organizationId, videoId, data, ...(eventSeq && { eventSeq }) }]);
};
const remove = (videoId: VideoId) => call(api, 'DELETE', `/videos/${videoId}?permanently=true`, { token: ada.token });
const cancel = (videoId: VideoId) => call(api, 'POST', `/videos/${videoId}/cancel`, { token: ada.token });
const dataOf = (messages: StreamMessage[]) => messages.map(({ data }) => data);
const about = (stream: Listener, videoId: VideoId) =>
  dataOf(stream.messages).filter((data) => data.videoId === videoId);

/** Runs a command without publishing its events, as if Redis had lost them. */
const withLostEvents = async (
  work: (commands: ReturnType<typeof videoCommands>, actor: Actor) => Promise<unknown>,
): Promise<void> => {
  const { databaseUrl } = api.deps.config;
  const mute = openDatabase({ databaseUrl, maxConnections: 1, onEvents: () => undefined });
  await work(videoCommands(mute), systemActor(ada.organizationId, 'test')).finally(() => mute.close());
};
const snapshot = (videoId: VideoId, status: string, progress = 0, generation = 1) => ({
  ...{ videoId, status, playable: false, progress, generation },
});

test('a client receives snapshots of unfinished videos, then all events, and the stream stays open', async () => {
  const finished = await publishVideo(api, ada);
  const first = await newVideo();
  const stream = await listenToAll(api, { token: ada.token });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform');
  await stream.waitForMessages(1);
  await claimFirst(first);
  await stream.waitForMessages(2);
  await publish(first, { progress: 45 });
  await publish(first, { progress: 30 });
  await stream.waitForMessages(3);
  const second = await newVideo();
  await stream.waitForMessages(4);
  await cancel(first);
  await stream.waitForMessages(5);
  await call(api, 'POST', `/videos/${first}/retry`, { token: ada.token });
  await stream.waitForMessages(6);
  await remove(finished);
  expect(dataOf(await stream.waitForMessages(7))).toEqual([
    snapshot(first, 'queued'),
    { videoId: first, status: 'processing', generation: 1 },
    { videoId: first, progress: 45 },
    snapshot(second, 'queued'),
    { videoId: first, status: 'cancelled', generation: 1 },
    { videoId: first, status: 'queued', progress: 0, playable: false, generation: 2 },
    { videoId: finished, deleted: true },
  ]);
  expect(stream.hasEnded()).toBe(false);
});

test('message ids are database times from which a reconnecting client resumes', async () => {
  const [kept, ended, deleted] = [await newVideo(), await newVideo(), await newVideo()];
  const stream = await listenToAll(api, { token: ada.token });
  const ids = (await stream.waitForMessages(3)).map(({ id }) => id);
  stream.disconnect();
  const now = (await api.deps.changes.now()).getTime();
  for (const id of ids) expect(Math.abs(now - id)).toBeLessThan(60_000);
  await cancel(ended);
  await remove(deleted);
  const again = await listenToAll(api, { token: ada.token, lastEventId: ids[0] ?? 0 });
  await again.waitForMessages(3);
  expect(about(again, kept)).toEqual([snapshot(kept, 'queued')]);
  expect(about(again, ended)).toEqual([snapshot(ended, 'cancelled')]);
  expect(about(again, deleted)).toEqual([{ videoId: deleted, deleted: true }]);
});

test('message ids only advance after a reconnecting client has caught up', async () => {
  const [unfinished, ended] = [await newVideo(), await newVideo()];
  const lastEventId = (await api.deps.changes.now()).getTime();
  await cancel(ended);
  const again = await listenToAll(api, { token: ada.token, lastEventId });
  await again.waitForMessages(2);
  // A client that disconnects between the two messages resumes from the first one.
  expect(again.messages).toEqual([
    { id: lastEventId, data: snapshot(unfinished, 'queued') },
    { id: lastEventId, data: snapshot(ended, 'cancelled') },
  ]);
  await cancel(unfinished);
  const [, , last] = await again.waitForMessages(3);
  expect(last?.id).toBeGreaterThan(lastEventId);
});

test('the changes that a new client skips are read before its stream opens', async () => {
  const { changes, hub } = api.deps;
  await until('earlier clients have disconnected', () => hub.countSubscribers() === 0);
  const { since } = changes;
  let open: number | undefined;
  changes.since = (...args) => {
    open ??= hub.countSubscribers();
    return since(...args);
  };
  onTestFinished(() => void Object.assign(changes, { since }));
  const stream = await listenToAll(api, { token: ada.token });
  await newVideo();
  await stream.waitForMessages(1);
  expect(open).toBe(0);
});

test('events and deletions that Redis lost are found in the database', async () => {
  const [moved, deleted] = [await newVideo(), await newVideo()];
  const stream = await listenToAll(api, { token: ada.token });
  await stream.waitForMessages(2);
  await withLostEvents((commands, actor) => commands.cancel(actor, moved));
  await withLostEvents((commands, actor) => commands.retry(actor, moved));
  await withLostEvents((commands, actor) => commands.remove(actor, deleted));
  await stream.waitForMessages(5);
  expect(about(stream, moved).slice(1)).toEqual([
    { videoId: moved, status: 'cancelled', generation: 1 },
    { videoId: moved, status: 'queued', progress: 0, playable: false, generation: 2 },
  ]);
  expect(about(stream, deleted).slice(1)).toEqual([{ videoId: deleted, deleted: true }]);
});

test('a lost event is sent before the next one, and no event is sent twice', async () => {
  const videoId = await newVideo();
  const stream = await listenToAll(api, { token: ada.token });
  await stream.waitForMessages(1);
  await withLostEvents((commands, actor) => commands.cancel(actor, videoId));
  await call(api, 'POST', `/videos/${videoId}/retry`, { token: ada.token });
  await claimFirst(videoId);
  expect(dataOf(await stream.waitForMessages(4)).map(({ status }) => status)).toEqual([
    'queued',
    'cancelled',
    'queued',
    'processing',
  ]);
  const polled = stream.heartbeats();
  // Polls come as often as heartbeats.
  await until('some polls have passed', () => stream.heartbeats() >= polled + 4);
  expect(stream.messages).toHaveLength(4);
});

test("clients receive no events of other organizations, even with that organization's header", async () => {
  const bob = await signUp(api);
  const [adas, bobs] = [await listenToAll(api, { token: ada.token }), await listenToAll(api, { token: bob.token })];
  const [adasVideo, bobsVideo] = [await newVideo(ada), await newVideo(bob)];
  await Promise.all([adas.waitForMessages(1), bobs.waitForMessages(1)]);
  await remove(adasVideo);
  await adas.waitForMessages(2);
  const polled = bobs.heartbeats();
  await until('some polls have passed', () => bobs.heartbeats() >= polled + 3);
  expect(dataOf(adas.messages)).toEqual([snapshot(adasVideo, 'queued'), { videoId: adasVideo, deleted: true }]);
  expect(dataOf(bobs.messages)).toEqual([snapshot(bobsVideo, 'queued')]);
  const headers = { 'x-organization-id': ada.organizationId };
  expect((await call(api, 'GET', '/events', { token: bob.token, headers })).status).toBe(404);
  const { body } = await call(api, 'POST', `/videos/${bobsVideo}/playback-tokens`, { token: bob.token });
  expect((await listenToAll(api, { query: `?token=${body.token}` })).status).toBe(401);
});

test('each unfinished video is sent once', async () => {
  const { organizationId } = ada;
  const ids = Array.from({ length: 1_250 }, () => newId<'VideoId'>());
  const rows = ids.map((id) => ({
    ...{ id, organizationId, title: id, sourceKey: storageKeys.source(id), sourceEtag: 'e' },
    ...{ sourceSizeBytes: 1, sourceFileName: 'a.mp4', eventSeq: 1 },
  }));
  await api.deps.database.sql.video.createMany({ data: rows });
  const stream = await listenToAll(api, { token: ada.token });
  const sent = dataOf(await stream.waitForMessages(ids.length)).map(({ videoId }) => videoId);
  expect([...sent].sort()).toEqual([...ids].sort());
  await newVideo();
  await stream.waitForMessages(ids.length + 1);
  expect(stream.hasEnded()).toBe(false);
});

test('only a client that does not read is disconnected', async () => {
  const videoId = await newVideo();
  const stream = await listenToAll(api, { token: ada.token });
  await stream.waitForMessages(1);
  const before = api.deps.hub.countSubscribers();
  const headers = { authorization: `Bearer ${ada.token}` };
  const slow = request(`${api.baseUrl}/events`, { headers }, (response) => response.pause());
  slow.on('error', () => undefined).end();
  await until('the slow client is connected', () => api.deps.hub.countSubscribers() === before + 1);
  const retrying = { task: 'x'.repeat(50_000), code: 'ENCODER_CRASHED', try: 2 };
  for (let seq = 2; seq < 1_000 && api.deps.hub.countSubscribers() > before; seq += 1) {
    await publish(videoId, { retrying }, seq);
    await stream.waitForMessages(seq);
  }
  expect(api.deps.hub.countSubscribers()).toBe(before);
  expect(stream.hasEnded()).toBe(false);
  slow.destroy();
});

test('an idle stream sends heartbeats, ends on sign-out, and leaves no subscriber behind', async () => {
  await until('earlier clients have disconnected', () => api.deps.hub.countSubscribers() === 0);
  const stream = await listenToAll(api, { token: ada.token });
  await until('two heartbeats', () => stream.heartbeats() >= 2);
  expect(api.deps.hub.countSubscribers()).toBe(1);
  await call(api, 'POST', '/auth/logout', { token: ada.token });
  await until('the stream ends', stream.hasEnded);
  await until('no subscriber is left', () => api.deps.hub.countSubscribers() === 0);
});

test('streams per user are limited, and streams of both kinds share one Redis subscription', async () => {
  const open = () => listenToAll(api, { token: ada.token });
  const streams = await Promise.all(Array.from({ length: 20 }, open));
  expect(streams.filter(({ status }) => status !== 200)).toEqual([]);
  const refused = await call(api, 'GET', '/events', { token: ada.token });
  expect(refused).toMatchObject({ status: 429, body: { code: 'STREAMS_EXHAUSTED' } });
  const channel = `${api.deps.config.redis.prefix}:live`;
  expect(await api.deps.redis.pubsub('NUMSUB', channel)).toEqual([channel, 1]);
  streams[0]?.disconnect();
  await until('another stream can be opened', async () => (await open()).status === 200);
});
