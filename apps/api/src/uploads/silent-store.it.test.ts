import type { UploadCreated, VideoView } from '@media/contracts';
import { systemActor, type UploadId } from '@media/core';
import { completeUpload, timeoutsOf } from '@media/ingest';
import { newTrace } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { type OwnS3, startOwnS3 } from '@media/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Answer, call, type Person, signUp } from '../fixtures/call.js';
import { announce, put, sendParts, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

let s3: OwnS3;
/** Waits for the store for longer than any test does. */
let api: TestApi;
/** The same API, which soon has waited long enough: asked only while the store is silent, lest a busy machine be too slow. */
let hasty: TestApi;
let ada: Person;

beforeAll(async () => {
  s3 = await startOwnS3();
  api = await startApi({ ...s3.bucket.env, STORE_DEADLINE_SECONDS: '60' });
  hasty = await startBeside(api, { ...s3.bucket.env, STORE_DEADLINE_SECONDS: '0.3' });
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterEach(() => s3.thaw());
afterAll(async () => {
  await hasty.close();
  await api.close();
  await s3.stop();
});

const WITHIN = { timeout: 20_000 };
const rowOf = (id: string) => api.deps.uploads.get(ada.organizationId, id as UploadId);
const statusOf = async (id: string) => (await rowOf(id)).status;
const videoCount = () => api.deps.database.sql.video.count({ where: { organizationId: ada.organizationId } });

type Asked = [method: string, path: string, body?: object, key?: string];
const askAt = (server: TestApi, [method, path, body, key]: Asked): Promise<Answer> =>
  call(server, method, path, { token: ada.token, body, ...(key && { headers: { 'idempotency-key': key } }) });
const ask = (...asked: Asked): Promise<Answer> => askAt(api, asked);
const askHastily = (...asked: Asked): Promise<Answer> => askAt(hasty, asked);

const refused = (code: string) => ({ status: 503, body: expect.objectContaining({ code }) });
const expectRefusal = (answer: Answer, code = 'STORAGE_UNAVAILABLE'): void => {
  expect(answer).toMatchObject(refused(code));
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
};

/** An upload whose two parts have arrived. */
const arrived = async (): Promise<UploadCreated> => {
  const upload = await announce(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 1, 2);
  return upload;
};

test('an upload that was refused because the store is silent is made by the same request later', async () => {
  const body = { fileName: 'a.mp4', sizeBytes: TWO_PARTS_BYTES };
  s3.freeze();
  expectRefusal(await askHastily('POST', '/uploads', body, 'the-same'));
  s3.thaw();
  const { status, body: upload } = await ask('POST', '/uploads', body, 'the-same');
  expect(status).toBe(201);
  const { id } = upload as UploadCreated;
  await sendParts(api, ada, id, 1, 2);
  expect((await ask('POST', '/videos', { uploadId: id })).status).toBe(201);
  const open = async () => {
    const keys: string[] = [];
    for await (const { key } of s3.bucket.store.listMultiparts('sources/')) keys.push(key);
    return keys;
  };
  // The store has opened an upload for the first request too, when it came to it. No row names it: the sweeper aborts it.
  await expect.poll(open, WITHIN).toHaveLength(1);
  expect(await api.deps.uploads.unfinishedKeys(await open())).toEqual(new Set());
});

test('a video that was refused because the store is silent is made later, once', async () => {
  const { id: uploadId } = await arrived();
  s3.freeze();
  expectRefusal(await askHastily('POST', '/videos', { uploadId }, 'only-once'));
  expectRefusal(await askHastily('POST', '/videos', { uploadId }, 'only-once'));
  expectRefusal(await askHastily('GET', `/uploads/${uploadId}`));
  expect((await rowOf(uploadId)).status).toBe('uploading');
  s3.thaw();
  expect((await ask('POST', '/videos', { uploadId }, 'only-once')).status).toBe(201);
  expect((await ask('POST', '/videos', { uploadId }, 'only-once')).status).toBe(201);
  expect(await videoCount()).toBe(1);
});

test('a small file that was stored before the store fell silent becomes a video later', async () => {
  const upload = await announce(api, ada);
  await put(upload, new TextEncoder().encode('hello world'));
  s3.freeze();
  expectRefusal(await askHastily('POST', '/videos', { uploadId: upload.id }));
  s3.thaw();
  expect((await ask('POST', '/videos', { uploadId: upload.id })).status).toBe(201);
});

test('a completion that the store takes its time for continues without its request, and makes one video', async () => {
  const { id: uploadId } = await arrived();
  const { store } = api.deps;
  const frozen = Promise.withResolvers<void>();
  const completeMultipart: ObjectStore['completeMultipart'] = (...args) => {
    s3.freeze();
    frozen.resolve();
    return store.completeMultipart(...args);
  };
  const deps = { ...api.deps, store: { ...store, completeMultipart } };
  const timeouts = { ...timeoutsOf({ deadlineMs: 60_000 }), waitMs: 300 };
  const first = completeUpload(
    deps,
    {
      upload: await rowOf(uploadId),
      actor: systemActor(ada.organizationId, 'test'),
      details: { title: 'Asked once' },
      trace: newTrace(),
    },
    timeouts,
  );
  await expect(first).rejects.toMatchObject({ code: 'UPLOAD_COMPLETING' });
  await frozen.promise;
  expectRefusal(await askHastily('POST', '/videos', { uploadId }), 'UPLOAD_COMPLETING');
  expect(await rowOf(uploadId)).toMatchObject({ status: 'completing', claimEpoch: 1 });
  s3.thaw();
  await expect.poll(() => statusOf(uploadId), WITHIN).toBe('completed');
  const { status, body } = await ask('POST', '/videos', { uploadId });
  expect({ status, title: (body as VideoView).title }).toEqual({ status: 200, title: 'Asked once' });
  expect(await videoCount()).toBe(1);
});

test('an upload that is given up while the store is silent is closed, and what the store has of it is left to the sweeper', async () => {
  const { id } = await arrived();
  const { objectKey } = await rowOf(id);
  s3.freeze();
  expectRefusal(await askHastily('DELETE', `/uploads/${id}`));
  expect((await ask('DELETE', `/uploads/${id}`)).status).toBe(204);
  expect(await api.deps.database.sql.garbage.count({ where: { prefix: objectKey } })).toBe(1);
});

test('a client that leaves ends what its request asks of the store', async () => {
  const { id: uploadId } = await arrived();
  const client = new AbortController();
  s3.freeze();
  const request = fetch(`${api.baseUrl}/videos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ uploadId }),
    signal: client.signal,
  });
  await expect.poll(() => statusOf(uploadId), WITHIN).toBe('completing');
  client.abort();
  await expect(request).rejects.toThrow();
  // The store is still silent, and the deadline far away: only the client's leaving opens the upload again.
  await expect.poll(() => statusOf(uploadId), WITHIN).toBe('uploading');
  s3.thaw();
  expect((await ask('POST', '/videos', { uploadId })).status).toBe(201);
});
