import type { UploadCreated, UsageView, VideoView } from '@media/contracts';
import { MAX_PICTURE_BYTES, type VideoId } from '@media/core';
import { usageCheck } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createVideo } from '../fixtures/create-video.js';
import { listenToAll } from '../fixtures/listen.js';
import { publishVideo, shareVideo } from '../fixtures/publish-video.js';
import { put } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const PICTURE = new TextEncoder().encode('a picture, as far as the API knows');

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

const update = (body: object, { token = ada.token, video = id } = {}) =>
  call(api, 'PATCH', `/videos/${video}`, { token, body });
const posterJobs = (video = id) => api.deps.database.sql.job.findMany({ where: { videoId: video, number: { lt: 0 } } });
const uploadPoster = async (request: object = {}, video = id) => {
  const body = { sizeBytes: PICTURE.length, contentType: 'image/png', ...request };
  return call(api, 'POST', `/videos/${video}/poster-uploads`, { token: ada.token, body });
};
const usage = async () => (await call(api, 'GET', '/usage', { token: ada.token })).body as UsageView;

test('a moment is asked for once per change, and null returns to the automatic poster', async () => {
  const { body } = await call(api, 'GET', `/videos/${id}`, { token: ada.token });
  expect(body.poster).toEqual({ kind: 'automatic', status: 'ready' });
  expect(await update({ posterAtMs: 1_500, title: 'Chosen' })).toMatchObject({
    ...{ status: 200, body: { title: 'Chosen', poster: { kind: 'moment', status: 'pending', atMs: 1_500 } } },
  });
  expect(await posterJobs()).toMatchObject([{ number: -1, status: 'queued', poster: { kind: 'moment', atMs: 1_500 } }]);
  expect(await update({ title: 'Kept' })).toMatchObject({ body: { poster: { kind: 'moment', atMs: 1_500 } } });
  expect(await posterJobs()).toHaveLength(1);
  expect((await update({ posterAtMs: null })).body.poster).toEqual({ kind: 'automatic', status: 'ready' });
});

test('subscribers and the audit log learn that the poster changes', async () => {
  // Its snapshot is the first message.
  await createVideo(api, ada);
  const stream = await listenToAll(api, { token: ada.token });
  await stream.waitForMessages(1);
  await update({ posterAtMs: 0 });
  const [, message] = await stream.waitForMessages(2);
  expect(message?.data).toMatchObject({ videoId: id, updated: ['poster'] });
  const { body } = await call(api, 'GET', '/audit?action=video.updated', { token: ada.token });
  expect(body.items).toMatchObject([{ targets: [{ id }], metadata: { fields: ['poster'] } }]);
});

test.each([
  [{ posterAtMs: -1 }, 'REQUEST_INVALID'],
  [{ posterAtMs: 1.5 }, 'REQUEST_INVALID'],
  [{ posterAtMs: '1' }, 'REQUEST_INVALID'],
  [{ posterAtMs: 0, posterUploadId: '018f2e5a-7f5b-7cc2-9a4f-0a1b2c3d4e5f' }, 'REQUEST_INVALID'],
  [{ posterAtMs: 999_999_999 }, 'POSTER_OUT_OF_RANGE'],
])('%j is refused and changes nothing', async (body, code) => {
  expect(await update({ title: 'New', ...body })).toMatchObject({ status: 422, body: { code } });
  expect((await call(api, 'GET', `/videos/${id}`, { token: ada.token })).body.title).not.toBe('New');
  expect(await posterJobs()).toEqual([]);
});

test('the last moment is one millisecond before the end', async () => {
  const { body } = await call(api, 'GET', `/videos/${id}`, { token: ada.token });
  const { durationMs = 0 } = (body as VideoView).source;
  expect(await update({ posterAtMs: durationMs })).toMatchObject({ body: { code: 'POSTER_OUT_OF_RANGE' } });
  expect(await update({ posterAtMs: durationMs - 1 })).toMatchObject({ status: 200 });
});

test('a video without a result has no moments', async () => {
  const video = await createVideo(api, ada);
  const refused = { status: 409, body: { code: 'POSTER_NOT_POSSIBLE' } };
  expect(await update({ posterAtMs: 0 }, { video })).toMatchObject(refused);
});

test('a picture is uploaded to storage and becomes the poster, once', async () => {
  const before = await usage();
  const { status, body } = await uploadPoster();
  expect({ status, strategy: body.strategy }).toEqual({ status: 201, strategy: 'single' });
  expect((await usage()).storageBytes - before.storageBytes).toBe(PICTURE.length);
  const posterUploadId = (body as UploadCreated).id;
  expect(await update({ posterUploadId })).toMatchObject({
    ...{ status: 409, body: { code: 'UPLOAD_INCOMPLETE', missingParts: [1] } },
  });
  expect(await put(body, PICTURE)).toBe(200);
  const pending = { status: 200, body: { poster: { kind: 'picture', status: 'pending' } } };
  expect(await update({ posterUploadId })).toMatchObject(pending);
  // The response to the first request can have been lost.
  expect(await update({ posterUploadId })).toMatchObject(pending);
  expect(await posterJobs()).toHaveLength(1);
  // What was sent this month counts, but the picture isn't stored any more.
  const after = await usage();
  expect(after.storageBytes).toBe(before.storageBytes);
  expect(after.month.uploadedBytes - before.month.uploadedBytes).toBe(PICTURE.length);
  expect(await usageCheck(api.deps.database).differences()).toEqual([]);

  expect(await update({ posterAtMs: 0 })).toMatchObject({ status: 200 });
  expect(await update({ posterUploadId })).toMatchObject({ status: 409, body: { code: 'UPLOAD_CLOSED' } });
});

test('an upload becomes what it was created for', async () => {
  const { body: picture } = await uploadPoster();
  await put(picture, PICTURE);
  const body = { uploadId: picture.id };
  const unknown = { status: 404, body: { code: 'UPLOAD_NOT_FOUND' } };
  expect(await call(api, 'POST', '/videos', { token: ada.token, body })).toMatchObject(unknown);
  const video = await publishVideo(api, ada);
  expect(await update({ posterUploadId: picture.id }, { video })).toMatchObject(unknown);
  const file = { fileName: 'a.mp4', sizeBytes: PICTURE.length };
  const { body: other } = await call(api, 'POST', '/uploads', { token: ada.token, body: file });
  await put(other, PICTURE);
  expect(await update({ posterUploadId: other.id })).toMatchObject(unknown);
  const eve = await signUp(api);
  const theirs = await publishVideo(api, eve);
  expect(await update({ posterUploadId: picture.id }, { token: eve.token, video: theirs })).toMatchObject(unknown);
});

test.each([
  [{ sizeBytes: MAX_PICTURE_BYTES + 1 }],
  [{ sizeBytes: 0 }],
  [{ contentType: 'image/gif' }],
  [{ contentType: 'image/svg+xml' }],
])('a picture with %j is refused', async (request) => {
  expect(await uploadPoster(request)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('pictures count towards the limits of the organization', async () => {
  const { storageBytes } = await usage();
  const where = { id: ada.organizationId };
  const maxStorageBytes = storageBytes + PICTURE.length - 1;
  await api.deps.database.sql.organization.update({ where, data: { maxStorageBytes } });
  expect(await uploadPoster()).toMatchObject({ status: 403, body: { code: 'QUOTA_EXCEEDED', quota: 'storageBytes' } });
});

test('a key needs video.write, and nothing else, to upload a poster', async () => {
  const { key } = await createKey(api, ada, { scopes: ['video.write', 'video.read'] });
  const body = { sizeBytes: PICTURE.length, contentType: 'image/jpeg' };
  const created = await call(api, 'POST', `/videos/${id}/poster-uploads`, { token: key, body });
  expect(created.status).toBe(201);
  await put(created.body, PICTURE);
  expect(await update({ posterUploadId: created.body.id }, { token: key })).toMatchObject({ status: 200 });
});

test('viewers see a new poster under a new address, and the earlier one until then', async () => {
  const video = await shareVideo(api, ada);
  const posterOf = async () => new URL(String((await call(api, 'GET', `/watch/${video}`)).body.poster)).pathname;
  const before = await posterOf();
  await update({ posterAtMs: 1_000 }, { video });
  expect(await posterOf()).toBe(before);
  const [job] = await posterJobs(video);
  const jobId = job?.id ?? '';
  const { sql } = api.deps.database;
  const output = { kind: 'poster', name: 'poster.jpg', key: 'media/x/chosen.jpg', contentType: 'image/jpeg' } as const;
  await sql.output.create({
    data: { ...output, id: jobId, jobId, videoId: video, organizationId: ada.organizationId },
  });
  await sql.video.update({ where: { id: video }, data: { posterJobId: jobId } });
  expect(await posterOf()).toContain('chosen.jpg');
});
