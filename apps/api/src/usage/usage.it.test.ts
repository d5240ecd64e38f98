import type { Problem, UsageView, VideoView } from '@media/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createUpload, sendSmallFile, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const LIMIT = 20_000_000;
let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({ DEFAULT_STORAGE_BYTES: String(LIMIT), DEFAULT_MONTHLY_SOURCE_SECONDS: '3600' });
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const usageOf = async ({ token }: Person): Promise<UsageView> =>
  (await call(api, 'GET', '/usage', { token })).body as UsageView;
const setLimits = (data: { maxMonthlyUploadBytes?: number; concurrentTasks?: number }) =>
  api.deps.database.sql.organization.update({ where: { id: ada.organizationId }, data });
const refused = async (sizeBytes: number): Promise<Problem> => {
  const body = { fileName: 'a.mp4', sizeBytes };
  const response = await call(api, 'POST', '/uploads', { token: ada.token, body });
  expect(response.status).toBe(403);
  return response.body as Problem;
};
const uploadsInStore = async () => {
  const keys: string[] = [];
  for await (const { key } of api.deps.store.listMultiparts('sources/')) keys.push(key);
  return keys;
};

test('usage follows a file from its announcement to the deletion of its video', async () => {
  const nothing = { storageBytes: 0, reservedBytes: 0, sourceBytes: 0, outputBytes: 0, videoCount: 0 };
  expect(await usageOf(ada)).toEqual({
    ...nothing,
    trash: { videoCount: 0, bytes: 0, keptDays: 30 },
    month: { uploadedBytes: 0, sourceSeconds: 0, encodeCpuSeconds: 0 },
    limits: { storageBytes: LIMIT, monthlySourceSeconds: 3_600 },
  });
  const { id: uploadId } = await sendSmallFile(api, ada);
  expect(await usageOf(ada)).toMatchObject({ storageBytes: 11, reservedBytes: 11, month: { uploadedBytes: 11 } });
  const { body } = await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId } });
  expect(await usageOf(ada)).toMatchObject({ storageBytes: 11, reservedBytes: 0, sourceBytes: 11, videoCount: 1 });
  await call(api, 'DELETE', `/videos/${(body as VideoView).id}?permanently=true`, { token: ada.token });
  expect(await usageOf(ada)).toMatchObject({ ...nothing, month: { uploadedBytes: 11 } });
});

test('an upload above the storage limit is refused with the limit and the way out, until space is freed', async () => {
  const { id } = await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES });
  expect(await refused(TWO_PARTS_BYTES)).toMatchObject({
    code: 'QUOTA_EXCEEDED',
    detail:
      'This file needs 16.8 MB of storage, but the organization already uses 16.8 MB of 20.0 MB. Delete videos and empty the trash, cancel uploads, or ask the operator of this server for a higher limit.',
    ...{ quota: 'storageBytes', limit: LIMIT, used: TWO_PARTS_BYTES, requested: TWO_PARTS_BYTES },
  });
  await call(api, 'DELETE', `/uploads/${id}`, { token: ada.token });
  expect(await createUpload(api, ada, { sizeBytes: TWO_PARTS_BYTES })).toMatchObject({ status: 'waiting' });
});

test("an organization's own monthly limit is refused with the end of the month", async () => {
  await setLimits({ maxMonthlyUploadBytes: 100, concurrentTasks: 2 });
  expect((await usageOf(ada)).limits).toMatchObject({ monthlyUploadBytes: 100, concurrentTasks: 2 });
  await createUpload(api, ada, { sizeBytes: 60 });
  const { quota, limit, used, requested, resetsAt, detail } = await refused(41);
  expect({ quota, limit, used, requested }).toEqual({
    quota: 'monthlyUploadBytes',
    limit: 100,
    used: 60,
    requested: 41,
  });
  expect(resetsAt).toMatch(/^\d{4}-\d\d-01T00:00:00.000Z$/);
  expect(detail).toContain(`Wait until ${resetsAt?.slice(0, 10)} (UTC)`);
});

test('parallel uploads never exceed the limit together, and refused ones leave nothing in the store', async () => {
  const before = await uploadsInStore();
  const create = () =>
    call(api, 'POST', '/uploads', { token: ada.token, body: { fileName: 'a.mp4', sizeBytes: TWO_PARTS_BYTES } });
  const responses = await Promise.all(Array.from({ length: 5 }, create));
  expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 403, 403, 403, 403]);
  expect(await usageOf(ada)).toMatchObject({ reservedBytes: TWO_PARTS_BYTES });
  expect((await uploadsInStore()).length - before.length).toBe(1);
});

test('a repeated request with the same Idempotency-Key reserves its bytes once', async () => {
  const request = { token: ada.token, body: { fileName: 'a', sizeBytes: 7 }, headers: { 'idempotency-key': 'once' } };
  await call(api, 'POST', '/uploads', request);
  await call(api, 'POST', '/uploads', request);
  expect(await usageOf(ada)).toMatchObject({ reservedBytes: 7 });
});

test('a viewer cannot see usage, and each organization has its own', async () => {
  const bob = await signUp(api);
  await createUpload(api, bob, { sizeBytes: 9 });
  const headers = { 'x-organization-id': bob.organizationId };
  const asAda = () => call(api, 'GET', '/usage', { token: ada.token, headers });
  const where = { organizationId_userId: { organizationId: bob.organizationId, userId: ada.userId } };
  const { membership } = api.deps.database.sql;
  await membership.create({ data: { ...where.organizationId_userId, role: 'viewer' } });
  expect(await asAda()).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  await membership.update({ where, data: { role: 'editor' } });
  expect(await asAda()).toMatchObject({ status: 200, body: { reservedBytes: 9 } });
  expect(await usageOf(ada)).toMatchObject({ reservedBytes: 0 });
});
