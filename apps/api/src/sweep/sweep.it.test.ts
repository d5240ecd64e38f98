import type { UploadView, VideoPage } from '@media/contracts';
import type { UploadId } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { call, type Person, signUp } from '../fixtures/call.js';
import { announce, sendParts, sendSmallFile, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { abortOrphans } from './abort-orphans.js';
import { collectGarbage } from './collect-garbage.js';
import { startSweeper } from './start-sweeper.js';
import { sweepUploads } from './sweep-uploads.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({ SWEEP_INTERVAL_SECONDS: '0.05' });
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const MINUTE_MS = 60_000;
const later = (ms: number) => new Date(Date.now() + ms);
const videosOf = async () =>
  ((await call(api, 'GET', '/videos', { token: ada.token })).body as z.infer<typeof VideoPage>).items;
const statusOf = async (id: string) =>
  ((await call(api, 'GET', `/uploads/${id}`, { token: ada.token })).body as UploadView).status;
const rowOf = (id: string) => api.deps.uploads.get(ada.organizationId, id as UploadId);

test('a client that dies after its last part loses nothing', async () => {
  const upload = await announce(api, ada, { sizeBytes: TWO_PARTS_BYTES, video: { title: 'Rome', recipe: 'compress' } });
  await sendParts(api, ada, upload.id, 1);
  await sweepUploads(api.deps, later(MINUTE_MS));
  expect(await videosOf()).toEqual([]);
  expect(await statusOf(upload.id)).toBe('uploading');
  await sendParts(api, ada, upload.id, 2);
  await sweepUploads(api.deps, later(MINUTE_MS));
  expect(await videosOf()).toMatchObject([{ title: 'Rome', recipe: 'compress', status: 'queued' }]);
  expect(await statusOf(upload.id)).toBe('completed');
});

test('two processes that sweep at once make one video', async () => {
  await sendSmallFile(api, ada, { video: {} });
  await Promise.all([1, 2, 3].map(() => sweepUploads(api.deps, later(MINUTE_MS))));
  expect(await videosOf()).toMatchObject([{ title: 'Holiday in Rome' }]);
});

test('without word about a video, bytes that are all there wait for their client', async () => {
  await sendSmallFile(api, ada);
  await sweepUploads(api.deps, later(MINUTE_MS));
  expect(await videosOf()).toEqual([]);
});

test('a completion whose process died is carried to its end, as it was asked for', async () => {
  const upload = await sendSmallFile(api, ada);
  await api.deps.uploads.claimCompletion(await rowOf(upload.id), { title: 'As asked' }, 0);
  await sweepUploads(api.deps, later(1));
  expect(await videosOf()).toMatchObject([{ title: 'As asked' }]);
});

test('an upload past its life is closed and its bytes are freed', async () => {
  const single = await sendSmallFile(api, ada);
  const multipart = await announce(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, multipart.id, 2);
  const rows = [await rowOf(single.id), await rowOf(multipart.id)];
  await sweepUploads(api.deps, later(api.deps.config.uploadLifetimeMs + MINUTE_MS));
  for (const { id, objectKey, multipartId } of rows) {
    expect(await statusOf(id)).toBe('expired');
    expect(await api.deps.store.head(objectKey)).toBeUndefined();
    expect(multipartId && (await api.deps.store.listParts(objectKey, multipartId))).toBeFalsy();
  }
});

test('multipart uploads that nobody names are aborted once they are old, others are left alone', async () => {
  const { store, config } = api.deps;
  const orphanKey = 'sources/of-nobody';
  const orphan = await store.createMultipart(orphanKey, 'video/mp4');
  const named = await announce(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  const { objectKey, multipartId } = await rowOf(named.id);
  await abortOrphans(api.deps);
  expect(await store.listParts(orphanKey, orphan)).toEqual([]);
  await abortOrphans(api.deps, later(config.uploadLifetimeMs + MINUTE_MS));
  expect(await store.listParts(orphanKey, orphan)).toBeUndefined();
  expect(await store.listParts(objectKey, multipartId ?? '')).toEqual([]);
});

test('the bytes of a deleted video go, and only they', async () => {
  const [gone, kept] = [await sendSmallFile(api, ada), await sendSmallFile(api, ada)];
  for (const { id } of [gone, kept]) await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId: id } });
  const { videoId } = await rowOf(gone.id);
  expect((await call(api, 'DELETE', `/videos/${videoId}`, { token: ada.token })).status).toBe(204);
  expect((await call(api, 'GET', `/videos/${videoId}`, { token: ada.token })).status).toBe(404);
  await collectGarbage(api.deps);
  expect(await api.deps.store.head(`sources/${videoId}`)).toBeUndefined();
  expect(await api.deps.store.head(`sources/${(await rowOf(kept.id)).videoId}`)).toBeDefined();
});

test('the sweeper does all this by itself, and stops when told', async () => {
  const upload = await sendSmallFile(api, ada, { video: {} });
  await api.deps.uploads.checkAgainAt(upload.id as UploadId, new Date());
  const sweeper = startSweeper(api.deps);
  await expect.poll(() => statusOf(upload.id), { timeout: 10_000 }).toBe('completed');
  await sweeper.close();
});
