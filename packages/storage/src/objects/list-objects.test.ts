import { expect, test } from 'vitest';
import { collect } from '../fixtures/collect.js';
import { listing, type Script, serveScript } from '../fixtures/scripted-store.js';

const tokenOf = (url: URL): number => Number(url.searchParams.get('continuation-token') ?? 0);
const objects = (isTruncated: boolean, next: string, ...keys: string[]): string =>
  listing(
    'ListBucketResult',
    `<IsTruncated>${isTruncated}</IsTruncated>${next && `<NextContinuationToken>${next}</NextContinuationToken>`}`,
    ...keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`),
  );
const uploads = (isTruncated: boolean, next: string, ...ids: string[]): string =>
  listing(
    'ListMultipartUploadsResult',
    `<IsTruncated>${isTruncated}</IsTruncated>`,
    next && `<NextKeyMarker>${next}</NextKeyMarker><NextUploadIdMarker>${next}</NextUploadIdMarker>`,
    ...ids.map((id) => `<Upload><Key>k</Key><UploadId>${id}</UploadId></Upload>`),
  );

const REFUSED = { code: 'STORAGE_UNAVAILABLE' };
const openEnded = ({ searchParams }: URL) => searchParams.has('uploads');

test('a token on the last page is ignored', async () => {
  const { store, requests } = await serveScript(() => objects(false, 'again', 'a', 'b'));
  expect((await collect(store.list('p'))).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(requests).toHaveLength(1);
});

test.each<[string, Script, number]>([
  ['a repeated token', () => objects(true, 'again', 'a'), 2],
  ['a cycle of tokens', (url) => objects(true, String((tokenOf(url) + 1) % 3 || 3)), 4],
  ['a truncated page without a token', () => objects(true, '', 'a'), 1],
])('a list of objects with %s fails with STORAGE_UNAVAILABLE', async (_, script, count) => {
  const { store, requests } = await serveScript(script);
  await expect(collect(store.list('p'))).rejects.toMatchObject(REFUSED);
  expect(requests).toHaveLength(count);
});

test.each<[string, Script, number]>([
  ['repeated markers', () => uploads(true, 'again', 'id'), 2],
  ['a truncated page without markers', () => uploads(true, '', 'id'), 1],
])('a list of open uploads with %s fails with STORAGE_UNAVAILABLE', async (_, script, count) => {
  const { store, requests } = await serveScript(script);
  await expect(collect(store.listMultiparts('p'))).rejects.toMatchObject(REFUSED);
  expect(requests).toHaveLength(count);
});

test('deletePrefix fails if the list of its objects does not advance', async () => {
  const script: Script = (url) => (openEnded(url) ? uploads(false, '') : objects(true, 'again', 'a'));
  const { store, requests } = await serveScript(script);
  await expect(store.deletePrefix('p/')).rejects.toMatchObject(REFUSED);
  expect(requests.length).toBeLessThan(5);
});
