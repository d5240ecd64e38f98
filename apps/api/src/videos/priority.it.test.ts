import type { JobView, VideoView } from '@media/contracts';
import type { Priority } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { beginVideo } from '../fixtures/publish-video.js';
import { createUpload, put, sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
});

const view = async (id: string, { token } = ada) =>
  (await call(api, 'GET', `/videos/${id}`, { token })).body as VideoView;
const update = (id: string, body: object, { token } = ada) => call(api, 'PATCH', `/videos/${id}`, { token, body });
const allow = (priority: Priority) =>
  api.deps.database.sql.organization.update({ where: { id: ada.organizationId }, data: { priority } });

const TOO_HIGH = {
  status: 403,
  body: {
    code: 'PRIORITY_TOO_HIGH',
    detail: "The highest priority of this organization's videos is normal. Choose that one or a lower one.",
  },
};

test("a video has the priority that it asks for, and by default its organization's", async () => {
  const { id: uploadId } = await sendSmallFile(api, ada);
  const asked = await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId, priority: 'low' } });
  expect(asked).toMatchObject({ status: 201, body: { priority: 'low' } });
  const silent = await createVideo(api, ada);
  expect((await view(silent)).priority).toBe('normal');
  await allow('high');
  expect((await view(silent)).priority).toBe('high');
});

test('the priority that an upload names is that of its video', async () => {
  const upload = await createUpload(api, ada, { video: { priority: 'low' } });
  await put(upload, new TextEncoder().encode('hello world'));
  const { body } = await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId: upload.id } });
  expect(body).toMatchObject({ priority: 'low' });
});

test("a priority above the organization's own is refused, and the response names the highest one", async () => {
  const { token } = ada;
  const upload = { fileName: 'a.mp4', sizeBytes: 11, video: { priority: 'high' } };
  expect(await call(api, 'POST', '/uploads', { token, body: upload })).toMatchObject(TOO_HIGH);
  const { id: uploadId } = await sendSmallFile(api, ada);
  const body = { uploadId, priority: 'high' };
  expect(await call(api, 'POST', '/videos', { token, body })).toMatchObject(TOO_HIGH);
  const id = await createVideo(api, ada);
  expect(await update(id, { priority: 'high' })).toMatchObject(TOO_HIGH);
  await allow('high');
  expect(await update(id, { priority: 'high' })).toMatchObject({ status: 200, body: { priority: 'high' } });
});

test('a video keeps its title when its priority changes, and a request that changes nothing is invalid', async () => {
  const id = await createVideo(api, ada);
  const { title } = await view(id);
  expect(await update(id, { priority: 'low' })).toMatchObject({ status: 200, body: { title, priority: 'low' } });
  const both = { title: 'Now', priority: 'normal' };
  expect(await update(id, both)).toMatchObject({ status: 200, body: both });
  for (const body of [{}, { priority: 'urgent' }, { priority: null }])
    expect(await update(id, body)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('viewers see a priority but cannot change it', async () => {
  const id = await createVideo(api, ada);
  const viewer = await signUp(api);
  const { organizationId } = ada;
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: viewer.userId, role: 'viewer' } });
  expect((await view(id, viewer)).priority).toBe('normal');
  const refused = await update(id, { priority: 'low' }, viewer);
  expect(refused).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
});

test("waiting videos know their place among their organization's videos, and nothing about those of others", async () => {
  const [first, second] = [await createVideo(api, ada), await createVideo(api, ada)];
  const bob = await signUp(api);
  const other = await createVideo(api, bob);
  expect((await view(first)).queue).toEqual({ ahead: 0, estimatedStartSeconds: 0 });
  expect((await view(second)).queue).toMatchObject({ ahead: 1, estimatedStartSeconds: expect.any(Number) });
  expect((await view(other, bob)).queue?.ahead).toBe(0);
  await update(first, { priority: 'low' });
  const { body } = await call(api, 'GET', '/videos?sort=oldest', { token: ada.token });
  expect(body.items).toMatchObject([
    { id: first, queue: { ahead: 1 } },
    { id: second, queue: { ahead: 0 } },
  ]);
  await call(api, 'POST', `/videos/${second}/cancel`, { token: ada.token });
  expect(await view(second)).not.toHaveProperty('queue');
});

test('a job shows what it is estimated to take once it is planned', async () => {
  const jobsOf = async (id: string) => (await call(api, 'GET', `/videos/${id}/jobs`, { token: ada.token })).body.items;
  expect(await jobsOf(await createVideo(api, ada))).toEqual([
    expect.not.objectContaining({ estimatedCpuSeconds: expect.anything() }),
  ]);
  const planned = await beginVideo(api, ada);
  const jobs = (await jobsOf(planned)) as JobView[];
  const { sql } = api.deps.database;
  const tasks = await sql.task.findMany({ where: { jobId: jobs[0]?.id ?? '' }, select: { estimatedCpuSeconds: true } });
  const sum = tasks.reduce((total, task) => total + task.estimatedCpuSeconds, 0);
  // To hundredths, without the noise of binary fractions.
  expect(jobs.map(({ estimatedCpuSeconds }) => estimatedCpuSeconds)).toEqual([Number(sum.toFixed(2))]);
});

test('members learn the highest priority of their organizations', async () => {
  await allow('high');
  const { body } = await call(api, 'GET', '/auth/me', { token: ada.token });
  expect(body.organizations).toMatchObject([{ id: ada.organizationId, highestPriority: 'high' }]);
});
