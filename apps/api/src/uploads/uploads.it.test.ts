import type { UploadView, VideoView } from '@media/contracts';
import { storageKeys, systemActor, type UploadId, type VideoId } from '@media/core';
import { closeUpload } from '@media/ingest';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createUpload, put, sendParts, sendSmallFile, sign, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';

const MIB = 1024 * 1024;

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const createVideo = (uploadId: string, more: object = {}) =>
  call(api, 'POST', '/videos', { token: ada.token, body: { uploadId, ...more } });
const viewUpload = async (id: string) =>
  (await call(api, 'GET', `/uploads/${id}`, { token: ada.token })).body as UploadView;
const sourceText = async (id: string) =>
  new TextDecoder().decode(await api.deps.store.getBytes(storageKeys.source(id as VideoId)));

test('a small file is sent with one PUT, and its video is queued and named after it', async () => {
  const upload = await createUpload(api, ada);
  expect(upload).toMatchObject({ status: 'waiting', strategy: 'single', partSizeBytes: 11, partCount: 1 });
  expect(await put(upload, new TextEncoder().encode('hello world'))).toBe(200);
  const { status, body } = await createVideo(upload.id);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    title: 'Holiday in Rome',
    status: 'queued',
    progress: 0,
    playable: false,
    recipe: 'stream',
    organizationId: ada.organizationId,
    source: { fileName: 'Holiday in Rome.mp4', sizeBytes: 11 },
    outputs: [],
  });
  const jobs = await call(api, 'GET', `/videos/${body.id}/jobs`, { token: ada.token });
  expect(jobs.body).toMatchObject({ items: [{ recipe: 'stream', status: 'queued', progress: 0 }] });
});

test('an upload refers to the user who created it', async () => {
  const upload = await createUpload(api, ada);
  const { actor } = await api.deps.uploads.get(ada.organizationId, upload.id as UploadId);
  expect(actor).toEqual({ type: 'user', id: ada.userId });
});

test('the presigned URL rejects a file of another size than declared', async () => {
  const upload = await createUpload(api, ada);
  expect(await put(upload, new TextEncoder().encode('hello'))).toBe(403);
  expect(await createVideo(upload.id)).toMatchObject({
    status: 409,
    body: { code: 'UPLOAD_INCOMPLETE', missingParts: [1] },
  });
});

const HELLO = new TextEncoder().encode('HELLO WORLD');
const storedBytes = async (id: string): Promise<number> => {
  const { objectKey, multipartId } = await api.deps.uploads.get(ada.organizationId, id as UploadId);
  const parts = (multipartId && (await api.deps.store.listParts(objectKey, multipartId))) || [];
  const object = await api.deps.store.head(objectKey);
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, object?.sizeBytes ?? 0);
};

test('the URL of a completed upload stops working, so it changes nothing and stores nothing', async () => {
  const upload = await sendSmallFile(api, ada);
  const { body } = await createVideo(upload.id);
  expect(await put(upload, HELLO)).toBe(404);
  expect(await sourceText(String(body.id))).toBe('hello world');
  expect(await storedBytes(upload.id)).toBe(11);
});

test.each<['aborted' | 'expired']>([['aborted'], ['expired']])(
  'the URL of an %s upload stops working, so no bytes are stored that count for nobody',
  async (event) => {
    const upload = await sendSmallFile(api, ada);
    const row = await api.deps.uploads.get(ada.organizationId, upload.id as UploadId);
    await closeUpload(api.deps, systemActor(ada.organizationId, 'test'), row, event);
    expect(await put(upload, HELLO)).toBe(404);
    expect(await storedBytes(upload.id)).toBe(0);
  },
);

test('sending a small file again replaces it, also with a content type as the release before asked for', async () => {
  const upload = await sendSmallFile(api, ada);
  expect(await put({ ...upload, headers: { 'content-type': 'video/mp4' } }, HELLO)).toBe(200);
  expect(await storedBytes(upload.id)).toBe(11);
  const { body } = await createVideo(upload.id);
  expect(await sourceText(String(body.id))).toBe('HELLO WORLD');
});

test('a large file is sent in parts, can be resumed, and reports missing parts', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  expect(upload).toMatchObject({ strategy: 'multipart', partCount: 2 });
  await sendParts(api, ada, upload.id, 2);
  expect(await createVideo(upload.id)).toMatchObject({ status: 409, body: { missingParts: [1] } });
  const resumed = await viewUpload(upload.id);
  expect(resumed).toMatchObject({ status: 'uploading', uploadedParts: [{ partNumber: 2, sizeBytes: 5 }] });
  await sendParts(api, ada, upload.id, 1);
  const { status, body } = await createVideo(upload.id, { title: 'Rome', recipe: 'compress', metadata: { trip: '7' } });
  expect(status).toBe(201);
  expect(body).toMatchObject({ title: 'Rome', recipe: 'compress', metadata: { trip: '7' } });
  const source = await api.deps.store.head(storageKeys.source(body.id as VideoId));
  expect(source?.sizeBytes).toBe(TWO_PARTS_BYTES);
  expect(await viewUpload(upload.id)).toMatchObject({ status: 'completed' });
});

test('a part that does not match its signed checksum is rejected', async () => {
  const upload = await createUpload(api, ada);
  // CRC-32C of "hello world": c9 94 65 aa
  const body = { partNumbers: [1], checksums: { '1': 'yZRlqg==' } };
  const { body: signed } = await call(api, 'POST', `/uploads/${upload.id}/parts`, { token: ada.token, body });
  const [part] = signed.parts as { url: string; headers: Record<string, string> }[];
  expect(part?.headers).toMatchObject({ 'x-amz-checksum-crc32c': 'yZRlqg==' });
  expect(await put(part ?? {}, new TextEncoder().encode('hello_world'))).toBe(400);
  expect(await put(part ?? {}, new TextEncoder().encode('hello world'))).toBe(200);
});

test('a damaged part of a multipart upload is rejected, and accepted when it is sent correctly', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 1);
  // CRC-32C of five bytes with the value 2.
  const body = { partNumbers: [2], checksums: { '2': 'AyaY+A==' } };
  const { body: signed } = await call(api, 'POST', `/uploads/${upload.id}/parts`, { token: ada.token, body });
  const [part] = signed.parts as { url: string; headers: Record<string, string> }[];
  expect(await put(part ?? {}, Uint8Array.of(2, 2, 2, 2, 3))).toBe(400);
  expect(await createVideo(upload.id)).toMatchObject({ status: 409, body: { missingParts: [2] } });
  expect(await put(part ?? {}, new Uint8Array(5).fill(2))).toBe(200);
  expect((await createVideo(upload.id)).status).toBe(201);
});

test('a part number beyond the last part is rejected', async () => {
  const upload = await createUpload(api, ada);
  const response = await call(api, 'POST', `/uploads/${upload.id}/parts`, {
    token: ada.token,
    body: { partNumbers: [2] },
  });
  expect(response).toMatchObject({ status: 422, body: { code: 'PART_OUT_OF_RANGE' } });
});

test.each([
  ['single', 11],
  ['multipart', TWO_PARTS_BYTES],
])('concurrent completions of a %s upload all get the same video', async (_, sizeBytes) => {
  const upload = await createUpload(api, ada, { sizeBytes });
  await sendParts(api, ada, upload.id, ...Array.from({ length: upload.partCount }, (_, index) => index + 1));
  const responses = await Promise.all(Array.from({ length: 5 }, () => createVideo(upload.id)));
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  expect(new Set(responses.map(({ body }) => body.id)).size).toBe(1);
  const { body } = await call(api, 'GET', '/videos', { token: ada.token });
  expect((body.items as VideoView[]).length).toBe(1);
});

test('completion succeeds after a process died when the parts were already assembled', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 1, 2);
  const row = await api.deps.uploads.get(ada.organizationId, upload.id as UploadId);
  const parts = (await api.deps.store.listParts(row.objectKey, row.multipartId ?? '')) ?? [];
  await api.deps.store.completeMultipart(row.objectKey, row.multipartId ?? '', parts);
  expect((await viewUpload(upload.id)).uploadedParts).toHaveLength(2);
  expect((await createVideo(upload.id)).status).toBe(201);
});

test('a client can request smaller parts, but not below the minimum of S3', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: 40 * MIB, partSizeBytes: 5 * MIB });
  expect(upload).toMatchObject({ strategy: 'multipart', partSizeBytes: 5 * MIB, partCount: 8 });
  expect(await createUpload(api, ada, { sizeBytes: 11, partSizeBytes: 5 * MIB })).toMatchObject({ strategy: 'single' });
  const body = { fileName: 'a', sizeBytes: 40 * MIB, partSizeBytes: 5 * MIB - 1 };
  expect(await call(api, 'POST', '/uploads', { token: ada.token, body })).toMatchObject({ status: 422 });
});

test('an aborted upload deletes its parts and is closed', async () => {
  const upload = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  await sendParts(api, ada, upload.id, 2);
  const { objectKey, multipartId } = await api.deps.uploads.get(ada.organizationId, upload.id as UploadId);
  expect((await call(api, 'DELETE', `/uploads/${upload.id}`, { token: ada.token })).status).toBe(204);
  expect((await call(api, 'DELETE', `/uploads/${upload.id}`, { token: ada.token })).status).toBe(204);
  expect(await api.deps.store.listParts(objectKey, multipartId ?? '')).toBeUndefined();
  expect(await createVideo(upload.id)).toMatchObject({ status: 409, body: { code: 'UPLOAD_CLOSED' } });
  expect(await sign(api, ada, upload.id, 1)).toBeUndefined();
});

test('parallel aborts all succeed, and one of them ends the upload', async () => {
  const upload = await createUpload(api, ada);
  const abort = () => call(api, 'DELETE', `/uploads/${upload.id}`, { token: ada.token });
  const responses = await Promise.all(Array.from({ length: 8 }, abort));
  expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(204));
  const where = { organizationId: ada.organizationId, action: 'upload.aborted' };
  expect(await api.deps.database.sql.auditEntry.count({ where })).toBe(1);
});

test('an API key without video.write cannot create a video by declaring it with the upload', async () => {
  const { key } = await createKey(api, ada, { scopes: ['upload.write'] });
  const send = (body: object) =>
    call(api, 'POST', '/uploads', { token: key, body: { ...body, fileName: 'a', sizeBytes: 1 } });
  const refused = await send({ video: {} });
  expect(refused).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(refused.body.detail).toContain('video.write');
  expect((await send({})).status).toBe(201);
});

test('a file that is too large or an unknown recipe is rejected before the upload starts', async () => {
  const refused = async (request: object) =>
    (await call(api, 'POST', '/uploads', { token: ada.token, body: { fileName: 'a', sizeBytes: 1, ...request } })).body
      .code;
  expect(await refused({ sizeBytes: api.deps.config.maxUploadBytes + 1 })).toBe('UPLOAD_TOO_LARGE');
  expect(await refused({ video: { recipe: 'constructor' } })).toBe('RECIPE_UNKNOWN');
});

test('the same Idempotency-Key returns the same upload and rejects another body', async () => {
  const post = (sizeBytes: number, key: string) =>
    call(api, 'POST', '/uploads', {
      token: ada.token,
      body: { fileName: 'a', sizeBytes },
      headers: { 'idempotency-key': key },
    });
  const first = await post(7, 'key-1');
  const again = await post(7, 'key-1');
  // Its URL is freshly signed.
  expect(again).toMatchObject({ status: 201, body: { ...first.body, url: expect.any(String) } });
  expect((await post(7, 'key-2')).body.id).not.toBe(first.body.id);
  expect(await post(8, 'key-1')).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
});

test('a failed request can be retried with the same Idempotency-Key', async () => {
  const upload = await createUpload(api, ada);
  const headers = { 'idempotency-key': 'retry-me' };
  const create = () => call(api, 'POST', '/videos', { token: ada.token, body: { uploadId: upload.id }, headers });
  expect((await create()).status).toBe(409);
  await put(upload, new TextEncoder().encode('hello world'));
  const made = await create();
  expect(made.status).toBe(201);
  expect(await create()).toMatchObject({ status: 201, body: { id: made.body.id } });
});

test('an upload whose video was deleted is closed', async () => {
  const upload = await sendSmallFile(api, ada);
  const { body } = await createVideo(upload.id);
  await call(api, 'DELETE', `/videos/${body.id}`, { token: ada.token });
  expect(await createVideo(upload.id)).toMatchObject({ status: 409, body: { code: 'UPLOAD_CLOSED' } });
});

test('a request that is retried during the first one gets the same response', async () => {
  const upload = await sendSmallFile(api, ada);
  const { uploads } = api.deps;
  const row = await uploads.get(ada.organizationId, upload.id as UploadId);
  const claimed = await uploads.claimCompletion(row, {}, 60_000);
  const body = { uploadId: upload.id };
  const create = () =>
    call(api, 'POST', '/videos', { token: ada.token, body, headers: { 'idempotency-key': 'twice' } });
  const responses = [create(), create()];
  await until(
    'the first has its key',
    async () => (await api.deps.database.sql.idempotencyKey.count({ where: { key: 'twice' } })) > 0,
  );
  if (claimed) await uploads.apply(claimed, 'reopened');
  const [first, second] = await Promise.all(responses);
  expect(first).toMatchObject({ status: 201, body: { id: row.videoId } });
  expect(second).toMatchObject({ status: 201, body: first?.body });
});

test("another organization's uploads get status 404", async () => {
  const upload = await sendSmallFile(api, ada);
  const other = await signUp(api);
  const responses = await Promise.all([
    call(api, 'GET', `/uploads/${upload.id}`, { token: other.token }),
    call(api, 'DELETE', `/uploads/${upload.id}`, { token: other.token }),
    call(api, 'POST', `/uploads/${upload.id}/parts`, { token: other.token, body: { partNumbers: [1] } }),
    call(api, 'POST', '/videos', { token: other.token, body: { uploadId: upload.id } }),
  ]);
  expect(responses.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([404, 'UPLOAD_NOT_FOUND']));
});
