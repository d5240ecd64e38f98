import type { VideoView } from '@media/contracts';
import type { VideoId } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createVideo } from '../fixtures/create-video.js';
import { listenToAll } from '../fixtures/listen.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
let id: VideoId;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
  id = await createVideo(api, ada);
});

const update = (body: object, token = ada.token) => call(api, 'PATCH', `/videos/${id}`, { token, body });
const auditOf = async (action: string) =>
  (await call(api, 'GET', `/audit?action=${action}`, { token: ada.token })).body.items;

test('a video is private and has no description, until somebody changes that', async () => {
  const { body } = await call(api, 'GET', `/videos/${id}`, { token: ada.token });
  expect(body).toMatchObject({ visibility: 'private', description: '' });
  const changes = { description: ' First line\nSecond line 🎬\n', visibility: 'unlisted' };
  const changed = { title: body.title, description: 'First line\nSecond line 🎬', visibility: 'unlisted' };
  expect(await update(changes)).toMatchObject({ status: 200, body: changed });
  expect(await update({ title: 'Now' })).toMatchObject({ status: 200, body: { ...changed, title: 'Now' } });
  expect(await update({ description: '' })).toMatchObject({ status: 200, body: { description: '' } });
});

test.each([
  { visibility: 'secret' },
  { visibility: null },
  { description: 'a'.repeat(5_001) },
  { description: 'a\u0000b' },
  { description: null },
])('%j is refused', async (body) => {
  expect(await update(body)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('a new visibility is recorded with the old one, and one that changes nothing is not', async () => {
  await update({ visibility: 'private' });
  await update({ visibility: 'public', title: 'Premiere', description: 'A secret plot' });
  await update({ visibility: 'unlisted' });
  const targets = [{ type: 'video', id, name: 'Premiere' }];
  expect(await auditOf('video.visibility_changed')).toMatchObject([
    { metadata: { from: 'public', to: 'unlisted' } },
    { targets, metadata: { from: 'private', to: 'public' } },
  ]);
  const updated = await auditOf('video.updated');
  expect(updated).toMatchObject([{ targets, metadata: { fields: ['title', 'description'] } }]);
  expect(JSON.stringify(updated)).not.toContain('A secret plot');
});

test('an API key needs share.manage to change the visibility, and only for that', async () => {
  const { key } = await createKey(api, ada, { scopes: ['video.write'] });
  expect(await update({ title: 'By a key', description: 'Text' }, key)).toMatchObject({ status: 200 });
  const refused = await update({ title: 'Published', visibility: 'public' }, key);
  expect(refused).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(refused.body.detail).toContain('share.manage');
  const unchanged = { title: 'By a key', visibility: 'private' };
  expect((await call(api, 'GET', `/videos/${id}`, { token: ada.token })).body).toMatchObject(unchanged);
  const { key: sharer } = await createKey(api, ada, { scopes: ['video.write', 'share.manage'] });
  expect(await update({ visibility: 'public' }, sharer)).toMatchObject({ status: 200, body: { visibility: 'public' } });
});

test('a list can contain only the videos of one visibility', async () => {
  const hidden = await createVideo(api, ada);
  await update({ visibility: 'unlisted' });
  const idsOf = async (visibility: string) => {
    const { body } = await call(api, 'GET', `/videos?visibility=${visibility}`, { token: ada.token });
    return (body.items as VideoView[]).map((video) => video.id);
  };
  expect([await idsOf('unlisted'), await idsOf('private'), await idsOf('public')]).toEqual([[id], [hidden], []]);
  const invalid = await call(api, 'GET', '/videos?visibility=secret', { token: ada.token });
  expect(invalid).toMatchObject({ status: 422, body: { errors: [{ path: 'visibility' }] } });
});

test('subscribers learn which fields changed, but not to what', async () => {
  const stream = await listenToAll(api, { token: ada.token });
  await stream.waitForMessages(1);
  await update({ description: 'Text', title: 'Premiere' });
  const [, message] = await stream.waitForMessages(2);
  expect(message?.data).toEqual({ videoId: id, updated: ['title', 'description'], generation: 1 });
});
