import type { Page, UsageView, VideoView } from '@media/contracts';
import type { TaskId, VideoId } from '@media/core';
import { claimRepository, newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bodyFor } from '../fixtures/bodies.js';
import { call, type Person, signUp } from '../fixtures/call.js';
import { callRaw } from '../fixtures/call-raw.js';
import { createVideo } from '../fixtures/create-video.js';
import { listenToAll } from '../fixtures/listen.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { ownAll, walkRoutes } from '../fixtures/walk-routes.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const send = (method: string, path: string, body?: object) =>
  call(api, method, path, { token: ada.token, ...(body && { body }) });
const page = async (query = ''): Promise<VideoView[]> =>
  ((await send('GET', `/videos${query}`)).body as Page<VideoView>).items;
const NOT_FOUND = { status: 404, body: { code: 'VIDEO_NOT_FOUND' } };

test('for every route of a video but two, one in the trash does not exist, whoever asks', async () => {
  const { owner, ids } = await ownAll(api);
  const own = { token: owner.token, body: { embedDomains: ['example.org'] } };
  expect((await call(api, 'PATCH', `/organizations/${owner.organizationId}`, own)).status).toBe(200);
  const video = ids.video as VideoId;
  const { token: playback } = await api.deps.tokens.signPlayback(owner.organizationId, video);
  const routes = walkRoutes(api, ids).filter(({ path }) => path.includes(video) && !path.startsWith('/tags'));
  expect(routes.length).toBeGreaterThan(15);
  await call(api, 'DELETE', `/videos/${video}`, { token: owner.token });
  const found: string[] = [];
  for (const { operation, method, path, route } of routes) {
    if (['deleteVideo', 'restoreVideo'].includes(route.operationId)) continue;
    const body = bodyFor(route, { owner, ids });
    const responses = [
      await callRaw(api, method, path, { token: owner.token, ...body }),
      ...(route.access.kind === 'permission' && route.access.allowsPlaybackToken
        ? [await callRaw(api, method, `${path}?token=${playback}`, body)]
        : []),
    ];
    // They answer for every ID, so that they tell nothing.
    if (['viewEmbedding', 'sendBeacon'].includes(route.operationId)) {
      const unknown = await callRaw(api, method, path.replace(video, newId()), body);
      expect(unknown.status).toBeLessThan(300);
      for (const { status, text } of responses) expect([status, text]).toEqual([unknown.status, unknown.text]);
      continue;
    }
    for (const { status, text } of responses)
      if (status !== 404 || !text.includes('"VIDEO_NOT_FOUND"')) found.push(`${operation}: ${status} ${text}`);
  }
  expect(found).toEqual([]);
  expect((await call(api, 'POST', `/videos/${video}/restore`, { token: owner.token })).status).toBe(200);
  const { path = '' } = routes.find(({ route }) => route.operationId === 'hlsMaster') ?? {};
  expect((await callRaw(api, 'GET', `${path}?token=${playback}`)).status).toBe(200);
});

test('the trash lists what was deleted and until when, with images but nothing to play or download', async () => {
  const id = await publishVideo(api, ada);
  const other = await createVideo(api, ada);
  const before = (await send('GET', `/videos/${id}`)).body as VideoView;
  expect(await send('DELETE', `/videos/${id}`)).toMatchObject({ status: 204 });
  await send('DELETE', `/videos/${other}`);
  expect(await page()).toEqual([]);
  const [latest, first] = await page('?trashed=true');
  expect([latest?.id, latest?.status]).toEqual([other, 'cancelled']);
  expect(first).toMatchObject({ id, title: before.title, status: 'completed' });
  expect(Date.parse(first?.deletesAt ?? '') - Date.parse(first?.trashedAt ?? '')).toBe(30 * 86_400_000);
  expect(before.outputs.length).toBeGreaterThan(first?.outputs.length ?? 0);
  expect((await send('GET', `/videos/${id}?trashed=true`)).body).toMatchObject({ id, deletesAt: first?.deletesAt });
  expect(first?.outputs.filter(({ kind }) => !['poster', 'preview'].includes(kind))).toEqual([]);
  expect(await page(`?trashed=true&q=${encodeURIComponent(before.title)}&sort=oldest`)).toHaveLength(2);
  const limited = (await send('GET', '/videos?trashed=true&limit=1')).body as Page<VideoView>;
  expect(await page(`?trashed=true&limit=1&cursor=${limited.nextCursor}`)).toMatchObject([{ id }]);
  expect(await send('GET', '/videos?sort=trashed')).toMatchObject({ status: 422 });
});

test('a restored video is played as before, and canceled processing can be retried', async () => {
  const published = await publishVideo(api, ada);
  const queued = await createVideo(api, ada);
  for (const id of [published, queued]) await send('DELETE', `/videos/${id}`);
  const { status, body } = await send('POST', `/videos/${published}/restore`);
  expect([status, body.status, body.playable, body.trashedAt]).toEqual([200, 'completed', true, undefined]);
  expect((await send('GET', `/videos/${published}/hls/master.m3u8`)).status).toBe(200);
  expect((await send('POST', `/videos/${queued}/restore`)).body).toMatchObject({ status: 'cancelled' });
  expect((await send('POST', `/videos/${queued}/retry`)).body).toMatchObject({ status: 'queued' });
  expect(await page('?trashed=true')).toEqual([]);
  expect(await send('GET', `/videos/${published}?trashed=true`)).toMatchObject(NOT_FOUND);
});

test('a deletion that is repeated soon keeps the video in the trash, and permanently=true deletes it for good', async () => {
  const id = await createVideo(api, ada);
  for (let times = 0; times < 2; times += 1) expect((await send('DELETE', `/videos/${id}`)).status).toBe(204);
  expect(await page('?trashed=true')).toHaveLength(1);
  expect((await send('DELETE', `/videos/${id}?permanently=true`)).status).toBe(204);
  expect(await page('?trashed=true')).toEqual([]);
  expect(await send('POST', `/videos/${id}/restore`)).toMatchObject(NOT_FOUND);
  expect(await send('DELETE', `/videos/${id}`)).toMatchObject(NOT_FOUND);
  const direct = await createVideo(api, ada);
  await send('DELETE', `/videos/${direct}?permanently=true`);
  expect(await page('?trashed=true')).toEqual([]);
});

test('the trash counts as stored until it is emptied', async () => {
  for (const id of [await createVideo(api, ada), await createVideo(api, ada)]) await send('DELETE', `/videos/${id}`);
  const kept = await createVideo(api, ada);
  const usage = async () => (await send('GET', '/usage')).body as UsageView;
  expect(await usage()).toMatchObject({ sourceBytes: 33, videoCount: 3 });
  expect((await usage()).trash).toEqual({ videoCount: 2, bytes: 22, keptDays: 30 });
  expect(await send('POST', '/trash/empty')).toMatchObject({ status: 200, body: { videoCount: 2 } });
  expect(await usage()).toMatchObject({ sourceBytes: 11, videoCount: 1, trash: { videoCount: 0, bytes: 0 } });
  expect(await send('POST', '/trash/empty')).toMatchObject({ status: 200, body: { videoCount: 0 } });
  expect((await page()).map(({ id }) => id)).toEqual([kept]);
});

test('nobody else restores, lists or empties a trash', async () => {
  const id = await createVideo(api, ada);
  await send('DELETE', `/videos/${id}`);
  const { token } = await signUp(api);
  expect(await call(api, 'POST', `/videos/${id}/restore`, { token })).toMatchObject(NOT_FOUND);
  expect(await call(api, 'DELETE', `/videos/${id}`, { token })).toMatchObject(NOT_FOUND);
  expect(await call(api, 'GET', `/videos/${id}?trashed=true`, { token })).toMatchObject(NOT_FOUND);
  expect((await call(api, 'GET', '/videos?trashed=true', { token })).body.items).toEqual([]);
  expect((await call(api, 'POST', '/trash/empty', { token })).body).toEqual({ videoCount: 0 });
  expect(await page('?trashed=true')).toHaveLength(1);
});

test('a worker that processes a video is told to stop when it is moved to the trash', async () => {
  const id = await createVideo(api, ada);
  const task = await api.deps.database.sql.task.findFirstOrThrow({ where: { videoId: id, kind: 'fetch' } });
  const ref = { taskId: task.id as TaskId, epoch: task.epoch };
  const claimed = await claimRepository(api.deps.database).claim(ref, 'test', 60_000);
  await send('DELETE', `/videos/${id}`);
  expect(await api.deps.database.sql.task.count({ where: { videoId: id, status: { not: 'cancelled' } } })).toBe(0);
  const { kept } = await claimRepository(api.deps.database).heartbeat(claimed ? [claimed] : [], 60_000);
  expect([claimed?.videoId, kept.size]).toEqual([id, 0]);
});

test('followers learn that a video is gone, and get its state when it is back', async () => {
  const id = await publishVideo(api, ada);
  const stream = await listenToAll(api, { token: ada.token });
  const received = (): Record<string, unknown>[] => stream.messages.map(({ data }) => data);
  // What happened before can arrive late.
  const fromDeletion = () => received().slice(received().findIndex(({ deleted }) => deleted === true));
  await send('DELETE', `/videos/${id}`);
  await expect.poll(received).toContainEqual(expect.objectContaining({ videoId: id, deleted: true }));
  await send('POST', `/videos/${id}/restore`);
  await expect.poll(fromDeletion).toHaveLength(2);
  await send('PATCH', `/videos/${id}`, { title: 'Back' });
  await expect.poll(fromDeletion).toHaveLength(3);
  expect(fromDeletion()).toMatchObject([
    { videoId: id, deleted: true },
    { videoId: id, restored: true, status: 'completed', playable: true, progress: 100 },
    { videoId: id, updated: ['title'] },
  ]);
});
