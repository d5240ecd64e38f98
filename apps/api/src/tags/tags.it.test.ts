import type { Page, TagView, VideoView } from '@media/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { createUpload, sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const send = (method: string, path: string, body?: object) =>
  call(api, method, path, { token: ada.token, ...(body && { body }) });
const tag = async (tags: unknown) => send('PATCH', `/videos/${await createVideo(api, ada)}`, { tags });
const tags = async (query = '') => (await send('GET', `/tags${query}`)).body as Page<TagView>;
const found = async (query: string) => ((await send('GET', `/videos?${query}`)).body as Page<VideoView>).items.length;

test('tags are trimmed, composed and unique, and appear in the video and in the list', async () => {
  const { status, body } = await tag(['  Sea ', 'e\u0301te\u0301', 'SEA']);
  expect([status, body.tags]).toEqual([200, ['Sea', 'été']]);
  expect(await tags()).toEqual({
    ...{ nextCursor: null },
    items: [
      { name: 'Sea', videoCount: 1 },
      { name: 'été', videoCount: 1 },
    ],
  });
});

test.each([
  ['a comma', ['a,b']],
  ['a line break', ['a\nb']],
  ['nothing to see', ['\u200b']],
  ['51 characters', ['x'.repeat(51)]],
  ['21 tags', Array.from({ length: 21 }, (_, index) => `tag ${index}`)],
  ['a name that a path cannot have', ['..']],
  ['something else than a list', 'sea'],
])('tags with %s are refused', async (_, given) => {
  expect(await tag(given)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('a video gets the tags of its upload, or those of its own request', async () => {
  const { id: uploadId } = await sendSmallFile(api, ada, { video: { tags: ['Sea'] } });
  expect((await send('POST', '/videos', { uploadId })).body.tags).toEqual(['Sea']);
  const { id: second } = await sendSmallFile(api, ada, { video: { tags: ['Sea'] } });
  expect((await send('POST', '/videos', { uploadId: second, tags: ['Rome'] })).body.tags).toEqual(['Rome']);
  expect(await createUpload(api, ada, { video: { tags: ['a,b'] } })).toMatchObject({ code: 'REQUEST_INVALID' });
});

test('videos are found by all of the given tags, in any case', async () => {
  await tag(['Sea', 'Rome']);
  await tag(['Sea']);
  expect(await found('tag=SEA')).toBe(2);
  expect(await found('tag=sea&tag=rome')).toBe(1);
  expect(await found('tag=Paris')).toBe(0);
});

test('pages of tags contain each once, in order', async () => {
  await tag(['b', 'A', 'c', 'É', '海']);
  const names: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<TagView> = await tags(`?limit=2${cursor && `&cursor=${cursor}`}`);
    names.push(...page.items.map((item) => item.name));
    cursor = page.nextCursor;
  }
  expect(names).toEqual(['A', 'b', 'c', 'É', '海']);
});

test('a tag of any characters can be renamed, merged and deleted by its address', async () => {
  const names = ['a/b', '海'.repeat(50), '100%', '?#&', '\\'];
  await tag(names);
  for (const name of names) {
    const { status, body } = await send('PATCH', `/tags/${encodeURIComponent(name)}`, { name: 'One' });
    expect([name, status, body]).toEqual([name, 200, { name: 'One', videoCount: 1, merged: name !== names[0] }]);
  }
  expect((await send('DELETE', '/tags/one')).status).toBe(204);
  expect(await tags()).toEqual({ items: [], nextCursor: null });
  expect(await send('DELETE', '/tags/one')).toMatchObject({ status: 404, body: { code: 'TAG_NOT_FOUND' } });
  expect(await send('PATCH', '/tags/one', { name: 'b' })).toMatchObject({
    status: 404,
    body: { code: 'TAG_NOT_FOUND' },
  });
});
