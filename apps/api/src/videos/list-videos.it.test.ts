import type { VideoSort, VideoView } from '@media/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
  ada = await signUp(api);
  for (const [title, recipe] of [
    ['Zebra', 'stream'],
    ['apple', 'audio'],
    ['100% Apple_Pie', 'stream'],
    ['Ärger', 'compress'],
  ]) {
    const { id } = await sendSmallFile(api, ada, { fileName: `${title} raw.mov` });
    await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId: id, title, recipe } });
  }
});
afterAll(() => api.close());

const page = (query: Record<string, string>) =>
  call(api, 'GET', `/videos?${new URLSearchParams(query)}`, { token: ada.token });
const titles = async (query: Record<string, string>): Promise<string[]> =>
  ((await page(query)).body.items as VideoView[]).map(({ title }) => title);

test.each<[VideoSort, string[]]>([
  ['newest', ['Ärger', '100% Apple_Pie', 'apple', 'Zebra']],
  ['oldest', ['Zebra', 'apple', '100% Apple_Pie', 'Ärger']],
  ['title', ['100% Apple_Pie', 'apple', 'Zebra', 'Ärger']],
])('pages sorted by %s are complete and in order', async (sort, expected) => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await page({ sort, limit: '1', ...(cursor && { cursor }) });
    seen.push(...(body.items as VideoView[]).map(({ title }) => title));
    cursor = (body.nextCursor as string | null) ?? undefined;
  } while (cursor);
  expect(seen).toEqual(expected);
  expect(await titles({ sort })).toEqual(expected);
});

test('the default sort order is newest first', async () => {
  expect(await titles({})).toEqual(await titles({ sort: 'newest' }));
});

test.each([
  [{ q: 'APPLE' }, ['100% Apple_Pie', 'apple']],
  [{ q: '%' }, ['100% Apple_Pie']],
  [{ q: 'zebra raw.MOV' }, ['Zebra']],
  [{ q: 'ärger' }, ['Ärger']],
  [{ q: '  ' }, ['Ärger', '100% Apple_Pie', 'apple', 'Zebra']],
  [{ q: 'arger RAW' }, ['Ärger']],
  [{ q: 'pie appl' }, ['100% Apple_Pie']],
  [{ q: 'apple-pie' }, ['100% Apple_Pie']],
  [{ q: 'zebra', createdAfter: '2020-01-01T00:00:00Z', createdBefore: '2199-01-01T00:00:00+01:00' }, ['Zebra']],
  [{ createdBefore: '2020-01-01T00:00:00Z', sort: 'title' }, []],
  [{ minDurationMs: '0' }, []],
  [{ q: 'apple', recipe: 'audio' }, ['apple']],
  [{ recipe: 'compress', status: 'queued' }, ['Ärger']],
  [{ recipe: 'unknown' }, []],
  [{ status: 'failed' }, []],
] as [Record<string, string>, string[]][])('%j finds %j', async (query, expected) => {
  expect(await titles(query)).toEqual(expected);
});

test('a cursor only works with its own sort order', async () => {
  const { body } = await page({ sort: 'title', limit: '1' });
  const other = await page({ sort: 'newest', cursor: String(body.nextCursor) });
  expect(other).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID', errors: [{ path: 'cursor' }] } });
});

test.each<Record<string, string>>([{ sort: 'random' }, { q: 'x'.repeat(201) }, { q: 'a\u0000' }, { status: 'done' }])(
  'the query %j is rejected',
  async (query) => {
    expect((await page(query)).status).toBe(422);
  },
);

test("another organization's videos are never listed", async () => {
  const { token } = await signUp(api);
  for (const query of ['', '?q=apple', '?sort=title']) {
    expect((await call(api, 'GET', `/videos${query}`, { token })).body).toEqual({ items: [], nextCursor: null });
  }
});
