import type { BulkResult, Page, VideoView } from '@media/contracts';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createVideo } from '../fixtures/create-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
let ids: string[];
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
  ids = [await createVideo(api, ada), await createVideo(api, ada)];
});
afterAll(() => api.close());

const bulk = (request: object, token = ada.token) => call(api, 'POST', '/videos/bulk', { token, body: request });
const view = async (id: string | undefined) => (await call(api, 'GET', `/videos/${id}`, { token: ada.token })).body;
const list = async (query = '') =>
  ((await call(api, 'GET', `/videos${query}`, { token: ada.token })).body as Page<VideoView>).items.map(({ id }) => id);
const done = (...given: string[]) => ({ status: 200, body: { items: given.map((id) => ({ id })) } });

test('tags are added to those that videos have, and removed in any case', async () => {
  await call(api, 'PATCH', `/videos/${ids[0]}`, { token: ada.token, body: { tags: ['Sea'] } });
  expect(await bulk({ ids, action: 'addTags', tags: ['SEA', 'Rome'] })).toMatchObject(done(...ids));
  expect([(await view(ids[0])).tags, (await view(ids[1])).tags]).toEqual([
    ['Sea', 'Rome'],
    ['Sea', 'Rome'],
  ]);
  expect(await bulk({ ids, action: 'removeTags', tags: ['rome', 'none'] })).toMatchObject(done(...ids));
  expect((await view(ids[1])).tags).toEqual(['Sea']);
});

test('videos are moved to the trash, restored and deleted for good', async () => {
  expect(await bulk({ ids, action: 'trash' })).toMatchObject(done(...ids));
  expect([await list(), (await list('?trashed=true')).length]).toEqual([[], 2]);
  expect(await bulk({ ids, action: 'restore' })).toMatchObject(done(...ids));
  expect((await list()).toSorted()).toEqual(ids.toSorted());
  expect(await bulk({ ids, action: 'setVisibility', visibility: 'unlisted' })).toMatchObject(done(...ids));
  expect((await view(ids[0])).visibility).toBe('unlisted');
  expect(await bulk({ ids, action: 'deletePermanently' })).toMatchObject(done(...ids));
  expect([await list(), await list('?trashed=true')]).toEqual([[], []]);
});

test('a video that cannot be changed is listed with its error, and stops none of the others', async () => {
  const other = await signUp(api);
  const foreign = await createVideo(api, other);
  const full = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
  await call(api, 'PATCH', `/videos/${ids[0]}`, { token: ada.token, body: { tags: full } });
  const missing = newId();
  const { status, body } = await bulk({ ids: [ids[0], foreign, missing, ids[1]], action: 'addTags', tags: ['Sea'] });
  expect(status).toBe(200);
  expect((body as BulkResult).items.map(({ id, error }) => [id, error?.code])).toEqual([
    [ids[0], 'TOO_MANY_TAGS'],
    [foreign, 'VIDEO_NOT_FOUND'],
    [missing, 'VIDEO_NOT_FOUND'],
    [ids[1], undefined],
  ]);
  expect((body as BulkResult).items[0]?.error?.detail).toContain('more than 20 tags');
  expect((await view(ids[1])).tags).toEqual(['Sea']);
  expect((await call(api, 'GET', `/videos/${foreign}`, { token: other.token })).body.tags).toEqual([]);
});

test.each([
  [{ action: 'trash' }],
  [{ ids: [], action: 'trash' }],
  [{ ids: Array.from({ length: 101 }, () => newId()), action: 'trash' }],
  [{ ids: [newId()], action: 'addTags' }],
  [{ ids: [newId()], action: 'addTags', tags: [] }],
  [{ ids: [newId()], action: 'trash', tags: ['a'] }],
  [{ ids: [newId()], action: 'explode' }],
])('the request %j is refused', async (request) => {
  expect(await bulk(request)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('a visibility needs the same permission as for one video', async () => {
  const { key } = await createKey(api, ada, { scopes: ['video.write', 'video.read'] });
  expect(await bulk({ ids, action: 'setVisibility', visibility: 'public' }, key)).toMatchObject({ status: 403 });
  expect((await view(ids[0])).visibility).toBe('private');
  expect(await bulk({ ids, action: 'addTags', tags: ['Sea'] }, key)).toMatchObject(done(...ids));
});
