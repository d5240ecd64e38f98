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

test('a token on a last page does not go on', async () => {
  const { store, requests } = await serveScript(() => objects(false, 'again', 'a', 'b'));
  expect((await collect(store.list('p'))).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(requests).toHaveLength(1);
});

test.each<[string, Script, number]>([
  ['the same token for ever', () => objects(true, 'again', 'a'), 2],
  ['tokens in a circle', (url) => objects(true, String((tokenOf(url) + 1) % 3 || 3)), 4],
  ['no token for what is truncated', () => objects(true, '', 'a'), 1],
])('a list of objects with %s fails with a typed error', async (_, script, count) => {
  const { store, requests } = await serveScript(script);
  await expect(collect(store.list('p'))).rejects.toMatchObject(REFUSED);
  expect(requests).toHaveLength(count);
});

test.each<[string, Script, number]>([
  ['the same markers for ever', () => uploads(true, 'again', 'id'), 2],
  ['no markers for what is truncated', () => uploads(true, '', 'id'), 1],
])('a list of open uploads with %s fails with a typed error', async (_, script, count) => {
  const { store, requests } = await serveScript(script);
  await expect(collect(store.listMultiparts('p'))).rejects.toMatchObject(REFUSED);
  expect(requests).toHaveLength(count);
});

test('a prefix whose list does not advance is not reported as deleted', async () => {
  const script: Script = (url) => (openEnded(url) ? uploads(false, '') : objects(true, 'again', 'a'));
  const { store, requests } = await serveScript(script);
  await expect(store.deletePrefix('p/')).rejects.toMatchObject(REFUSED);
  expect(requests.length).toBeLessThan(5);
});
