import type { UploadCreated, VideoView } from '@media/contracts';
import type { OrganizationId, VideoId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const FILE_NAME = 'Straße "7" Ω.mkv';

let api: TestApi;
let ada: Person;
let video: VideoView;
beforeAll(async () => {
  api = await startApi();
  ada = await signUp(api);
  const { id: uploadId } = (await sendSmallFile(api, ada, { fileName: FILE_NAME })) as UploadCreated;
  video = (await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId, title: 'Renamed' } }))
    .body as VideoView;
});
afterAll(() => api.close());

const path = () => `/videos/${video.id}/download?output=source`;

test('a member can download the uploaded file under its original name before it is processed', async () => {
  const { status, headers } = await call(api, 'GET', path(), { token: ada.token });
  expect([status, headers.get('cache-control')]).toEqual([302, 'private, no-store']);
  const file = await fetch(headers.get('location') ?? '');
  expect(await file.text()).toBe('hello world');
  const disposition = file.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="/);
  expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(FILE_NAME);
});

test('a client that accepts only JSON gets the URL in the body, and others are redirected', async () => {
  const ask = (accept: string) => call(api, 'GET', path(), { token: ada.token, headers: { accept } });
  const asJson = await ask('application/json, application/problem+json');
  expect([asJson.status, asJson.headers.get('vary')]).toEqual([200, 'accept']);
  expect(await (await fetch(String(asJson.body.url))).text()).toBe('hello world');
  for (const accept of ['*/*', 'text/html,application/xml;q=0.9,*/*;q=0.8', 'application/json, text/plain, */*']) {
    expect((await ask(accept)).status).toBe(302);
  }
});

test('a playback token cannot download the source, and the error names the required permission', async () => {
  const organizationId = ada.organizationId as OrganizationId;
  const { token } = await api.deps.tokens.signPlayback(organizationId, video.id as VideoId);
  expect(await call(api, 'GET', `${path()}&token=${token}`)).toMatchObject({
    status: 403,
    body: {
      code: 'FORBIDDEN',
      detail: expect.stringMatching(/^You aren't allowed to see the members \(permission member\.read\)\./),
    },
  });
  const outsider = await signUp(api);
  expect(await call(api, 'GET', path(), { token: outsider.token })).toMatchObject({ status: 404 });
  expect(await call(api, 'GET', path())).toMatchObject({ status: 401 });
});

test('an invalid output is rejected with a plain English message', async () => {
  const response = await call(api, 'GET', `/videos/${video.id}/download?output=original`, { token: ada.token });
  expect(response).toMatchObject({ status: 422, body: { errors: [{ path: 'output' }] } });
  expect(response.text).not.toMatch(/invalid input/i);
});
