import type { UploadCreated, VideoView } from '@media/contracts';
import { systemActor, type UploadId } from '@media/core';
import { completeUpload, timeoutsOf } from '@media/ingest';
import { newTrace } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { type OwnS3, startOwnS3 } from '@media/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApiResponse, call, type Person, signUp } from '../fixtures/call.js';
import { createUpload, put, sendParts, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

let s3: OwnS3;
/** Its storage deadline is longer than any test. */
let api: TestApi;
/** Has a short storage deadline. Used only while storage hangs, so that a slow machine can't fail a test. */
let shortDeadline: TestApi;
let ada: Person;

beforeAll(async () => {
  s3 = await startOwnS3();
  api = await startApi({ ...s3.bucket.env, STORE_DEADLINE_SECONDS: '60' });
  shortDeadline = await startBeside(api, { ...s3.bucket.env, STORE_DEADLINE_SECONDS: '1.5' });
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterEach(() => s3.thaw());
afterAll(async () => {
  await shortDeadline.close();
  await api.close();
  await s3.stop();
});

const rowOf = (id: string) => api.deps.uploads.get(ada.organizationId, id as UploadId);
const statusOf = async (id: string) => (await rowOf(id)).status;
const videoCount = () => api.deps.database.sql.video.count({ where: { organizationId: ada.organizationId } });

type RequestArgs = [method: string, path: string, body?: object, key?: string];
const sendTo = (server: TestApi, [method, path, body, key]: RequestArgs): Promise<ApiResponse> =>
  call(server, method, path, { token: ada.token, body, ...(key && { headers: { 'idempotency-key': key } }) });
const send = (...args: RequestArgs): Promise<ApiResponse> => sendTo(api, args);
const sendWithShortDeadline = (...args: RequestArgs): Promise<ApiResponse> => sendTo(shortDeadline, args);

const unavailable = (code: string) => ({ status: 503, body: expect.objectContaining({ code }) });
const expectUnavailable = (response: ApiResponse, code = 'STORAGE_UNAVAILABLE'): void => {
  expect(response).toMatchObject(unavailable(code));
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
};

/** Creates an upload and sends both of its parts. */
const arrived = async (): Promise<UploadCreated> => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 1, 2);
  return upload;
};

test('an upload creation that failed because storage hung succeeds when retried', async () => {
  const body = { fileName: 'a.mp4', sizeBytes: TWO_PARTS_BYTES };
  s3.freeze();
  expectUnavailable(await sendWithShortDeadline('POST', '/uploads', body, 'the-same'));
  s3.thaw();
  const { status, body: upload } = await send('POST', '/uploads', body, 'the-same');
  expect(status).toBe(201);
  const { id } = upload as UploadCreated;
  await sendParts(api, ada, id, 1, 2);
  expect((await send('POST', '/videos', { uploadId: id })).status).toBe(201);
  const open = async () => {
    const keys: string[] = [];
    for await (const { key } of s3.bucket.store.listMultiparts('sources/')) keys.push(key);
    return keys;
  };
  // Storage eventually created a multipart upload for the first request too. No row refers to it, so the sweeper aborts it.
  await expect.poll(open).toHaveLength(1);
  expect(await api.deps.uploads.unfinishedKeys(await open())).toEqual(new Set());
});

test('a video creation that failed because storage hung succeeds later and creates one video', async () => {
  const { id: uploadId } = await arrived();
  s3.freeze();
  expectUnavailable(await sendWithShortDeadline('POST', '/videos', { uploadId }, 'only-once'));
  expectUnavailable(await sendWithShortDeadline('POST', '/videos', { uploadId }, 'only-once'));
  expectUnavailable(await sendWithShortDeadline('GET', `/uploads/${uploadId}`));
  expect((await rowOf(uploadId)).status).toBe('uploading');
  s3.thaw();
  expect((await send('POST', '/videos', { uploadId }, 'only-once')).status).toBe(201);
  expect((await send('POST', '/videos', { uploadId }, 'only-once')).status).toBe(201);
  expect(await videoCount()).toBe(1);
});

test('a small file that was stored before storage hung becomes a video later', async () => {
  const upload = await createUpload(api, ada);
  await put(upload, new TextEncoder().encode('hello world'));
  s3.freeze();
  expectUnavailable(await sendWithShortDeadline('POST', '/videos', { uploadId: upload.id }));
  s3.thaw();
  expect((await send('POST', '/videos', { uploadId: upload.id })).status).toBe(201);
});

test('a completion delayed by storage continues after its request has failed and creates one video', async () => {
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
      details: { title: 'RequestArgs once' },
      trace: newTrace(),
    },
    timeouts,
  );
  await expect(first).rejects.toMatchObject({ code: 'UPLOAD_COMPLETING' });
  await frozen.promise;
  expectUnavailable(await sendWithShortDeadline('POST', '/videos', { uploadId }), 'UPLOAD_COMPLETING');
  expect(await rowOf(uploadId)).toMatchObject({ status: 'completing', claimEpoch: 1 });
  s3.thaw();
  await expect.poll(() => statusOf(uploadId)).toBe('completed');
  const { status, body } = await send('POST', '/videos', { uploadId });
  expect({ status, title: (body as VideoView).title }).toEqual({ status: 200, title: 'RequestArgs once' });
  expect(await videoCount()).toBe(1);
});

test('an upload aborted while storage hangs is closed, and the sweeper deletes its data', async () => {
  const { id } = await arrived();
  const { objectKey } = await rowOf(id);
  s3.freeze();
  expectUnavailable(await sendWithShortDeadline('DELETE', `/uploads/${id}`));
  expect((await send('DELETE', `/uploads/${id}`)).status).toBe(204);
  expect(await api.deps.database.sql.garbage.count({ where: { prefix: objectKey } })).toBe(1);
});

test('storage operations are aborted when the client disconnects', async () => {
  const { id: uploadId } = await arrived();
  const client = new AbortController();
  s3.freeze();
  const request = fetch(`${api.baseUrl}/videos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ uploadId }),
    signal: client.signal,
  });
  await expect.poll(() => statusOf(uploadId)).toBe('completing');
  client.abort();
  await expect(request).rejects.toThrow();
  // Storage still hangs and the deadline is far away, so only the disconnect can have reopened the upload.
  await expect.poll(() => statusOf(uploadId)).toBe('uploading');
  s3.thaw();
  expect((await send('POST', '/videos', { uploadId })).status).toBe(201);
});
