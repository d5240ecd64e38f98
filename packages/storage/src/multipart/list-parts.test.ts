import { expect, test } from 'vitest';
import { listing, type Script, serveScript } from '../fixtures/scripted-store.js';

const part = (number: number): string =>
  `<Part><PartNumber>${number}</PartNumber><Size>7</Size><ETag>"e${number}"</ETag></Part>`;
const page = (isTruncated: boolean, next: number | '', ...numbers: number[]): string =>
  listing(
    'ListPartsResult',
    `<IsTruncated>${isTruncated}</IsTruncated><NextPartNumberMarker>${next}</NextPartNumberMarker>`,
    ...numbers.map(part),
  );
const markerOf = (url: URL): number => Number(url.searchParams.get('part-number-marker') ?? 0);

const numbersOf = async (script: Script) => {
  const { store, requests } = await serveScript(script);
  const parts = await store.listParts('key', 'id');
  return { numbers: parts?.map(({ partNumber }) => partNumber), requests: requests.length };
};

test('a last page with the marker 0, as Ceph RGW and AWS send, ends the list', async () => {
  expect(await numbersOf(() => page(false, 0, 1, 2))).toEqual({ numbers: [1, 2], requests: 1 });
});

test('all pages are read, and the last one ends the list whatever its marker', async () => {
  const pages: Record<number, string> = { 0: page(true, 2, 1, 2), 2: page(true, 4, 3, 4), 4: page(false, 5, 5) };
  const read = await numbersOf((url) => pages[markerOf(url)]);
  expect(read).toEqual({ numbers: [1, 2, 3, 4, 5], requests: 3 });
});

test('after a truncated page without a marker, the list continues after its last part', async () => {
  const pages: Record<number, string> = { 0: page(true, '', 1, 2), 2: page(false, '', 3) };
  expect(await numbersOf((url) => pages[markerOf(url)])).toEqual({ numbers: [1, 2, 3], requests: 2 });
});

test.each([
  ['repeats the same marker', () => page(true, 2, 1, 2), 2],
  ['returns to an earlier marker', (url: URL) => page(true, markerOf(url) === 4 ? 2 : markerOf(url) + 2, 1), 3],
  ['sends a truncated page without parts or a marker', () => page(true, ''), 1],
  ['never reaches the last page', (url: URL) => page(true, markerOf(url) + 1), 200],
])('listing fails if the store %s', async (_, script, count) => {
  const { store, requests } = await serveScript(script);
  await expect(store.listParts('key', 'id')).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    details: { operation: 'listParts', key: 'key' },
  });
  expect(requests).toHaveLength(count);
});
