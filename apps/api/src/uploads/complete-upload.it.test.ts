import { AppError, type Role, storageKeys, systemActor, type UploadId } from '@media/core';
import { completeUpload, DEFAULT_TIMEOUTS } from '@media/ingest';
import { newTrace } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createUpload, sendParts, sendSmallFile, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, type TestApi, type TestDeps } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const rowOf = (id: string) => api.deps.uploads.get(ada.organizationId, id as UploadId);
const complete = async (id: string, store: ObjectStore = api.deps.store, timeouts = DEFAULT_TIMEOUTS) =>
  completeUpload(
    { ...api.deps, store } as TestDeps,
    { upload: await rowOf(id), actor: systemActor(ada.organizationId, 'test'), details: {}, trace: newTrace() },
    timeouts,
  );
const letLeaseExpire = (id: string) =>
  api.deps.database.sql.upload.update({ where: { id }, data: { checkAt: new Date(0) } });
const videoCount = () => api.deps.database.sql.video.count({ where: { organizationId: ada.organizationId } });

/** The real store with a `completeMultipart` that resolves `begun` and then waits until `proceed` or `fail` is called. */
const slowStore = () => {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const completeMultipart: ObjectStore['completeMultipart'] = async (...args) => {
    begun.resolve();
    await gate.promise;
    return api.deps.store.completeMultipart(...args);
  };
  return {
    store: { ...api.deps.store, completeMultipart },
    begun: begun.promise,
    proceed: gate.resolve,
    fail: gate.reject,
  };
};

test('a completion that was taken over returns the video created by the other one', async () => {
  const { id } = await sendSmallFile(api, ada);
  const slow = slowStore();
  const first = complete(id, slow.store);
  await slow.begun;
  await letLeaseExpire(id);
  expect(await complete(id)).toMatchObject({ isNew: true });
  slow.proceed();
  expect(await first).toEqual({ videoId: (await rowOf(id)).videoId, isNew: false });
  expect(await videoCount()).toBe(1);
});

test('a completion that fails after it was taken over does not disturb the other one', async () => {
  const { id } = await sendSmallFile(api, ada);
  const [late, successor] = [slowStore(), slowStore()];
  const first = complete(id, late.store);
  await late.begun;
  await letLeaseExpire(id);
  const second = complete(id, successor.store);
  await successor.begun;
  late.fail(new AppError('STORAGE_UNAVAILABLE'));
  // Another attempt finds that the successor is completing the upload.
  const another = complete(id, api.deps.store, { ...DEFAULT_TIMEOUTS, waitMs: 500 });
  await expect(another).rejects.toMatchObject({ code: 'UPLOAD_COMPLETING' });
  expect(await rowOf(id)).toMatchObject({ status: 'completing', claimEpoch: 2 });
  successor.proceed();
  expect(await second).toMatchObject({ isNew: true });
  expect(await first).toMatchObject({ isNew: false });
});

test('a completion that takes longer than its lease is not taken over while its process lives', async () => {
  const { id } = await sendSmallFile(api, ada);
  const slow = slowStore();
  const timeouts = { leaseMs: 900, waitMs: 2_500 };
  const first = complete(id, slow.store, timeouts);
  await slow.begun;
  await expect(complete(id, api.deps.store, timeouts)).rejects.toMatchObject({
    code: 'UPLOAD_COMPLETING',
    details: { retryAfterSeconds: expect.any(Number) },
  });
  slow.proceed();
  expect(await first).toMatchObject({ isNew: true });
  expect((await rowOf(id)).claimEpoch).toBe(1);
});

test('whoever loses access while the bytes are joined gets no video, and the upload stays', async () => {
  const { id } = await sendSmallFile(api, ada);
  const slow = slowStore();
  const first = complete(id, slow.store);
  await slow.begun;
  const { userId, organizationId } = ada;
  const setRole = (role: Role) =>
    api.deps.database.sql.membership.update({
      where: { organizationId_userId: { organizationId, userId } },
      data: { role },
    });
  await setRole('viewer');
  slow.proceed();
  await expect(first).rejects.toMatchObject({ code: 'FORBIDDEN', details: { permission: 'video.write' } });
  expect([(await rowOf(id)).status, await videoCount()]).toEqual(['uploading', 0]);
  await setRole('editor');
  expect(await complete(id)).toMatchObject({ isNew: true });
});

test('a failed completion request is not remembered, so the upload waits for the next one', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  const body = { uploadId: upload.id, title: 'Too early' };
  expect(await call(api, 'POST', '/videos', { token: ada.token, body })).toMatchObject({ status: 409 });
  expect(await rowOf(upload.id)).toMatchObject({ status: 'uploading', videoDetails: null, askedDetails: null });
  expect((await rowOf(upload.id)).checkAt).toEqual((await rowOf(upload.id)).expiresAt);
});

test('a part that is overwritten during assembly is included with its new content', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 1, 2);
  const { objectKey, multipartId } = await rowOf(upload.id);
  const [, last] = (await api.deps.store.listParts(objectKey, multipartId ?? '')) ?? [];
  const { url } = await api.deps.store.presignPart(objectKey, multipartId ?? '', 2, {
    ...{ sizeBytes: last?.sizeBytes ?? 0, expiresInSeconds: 60 },
  });
  let joins = 0;
  const completeMultipart: ObjectStore['completeMultipart'] = async (...args) => {
    joins += 1;
    if (joins === 1) await fetch(url, { method: 'PUT', body: 'AGAIN' });
    return api.deps.store.completeMultipart(...args);
  };
  expect(await complete(upload.id, { ...api.deps.store, completeMultipart })).toMatchObject({ isNew: true });
  expect(joins).toBe(2);
  const { videoId } = await rowOf(upload.id);
  const range = { start: TWO_PARTS_BYTES - 5, end: TWO_PARTS_BYTES - 1 };
  const end = await api.deps.store.getBytes(storageKeys.source(videoId), { range });
  expect(new TextDecoder().decode(end)).toBe('AGAIN');
});

test('parts that storage lists but cannot assemble are reported as missing', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 1, 2);
  const listParts: ObjectStore['listParts'] = async (...args) =>
    (await api.deps.store.listParts(...args))?.map((part) => ({ ...part, etag: `"${'0'.repeat(32)}"` }));
  await expect(complete(upload.id, { ...api.deps.store, listParts })).rejects.toMatchObject({
    code: 'UPLOAD_INCOMPLETE',
    details: { missingParts: [1, 2] },
  });
});
