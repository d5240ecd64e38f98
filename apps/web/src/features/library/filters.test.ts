import { expect, test } from 'vitest';
import { countFilters, filtersToQuery, isNarrowed, type LibraryFilters, NO_FILTERS, readFilters } from './filters';

const read = (query: string) => readFilters(new URLSearchParams(query));

test('a URL without filters shows all videos, newest first', () => {
  expect(read('')).toEqual(NO_FILTERS);
  expect(filtersToQuery(NO_FILTERS)).toBe('');
});

test('filters survive a round trip through the URL', () => {
  const filters: LibraryFilters = {
    q: 'sea & sand',
    tags: ['Été', 'rock & roll'],
    status: 'failed',
    visibility: 'unlisted',
    recipe: 'stream',
    minSeconds: 90,
    maxSeconds: 3600,
    from: '2026-11-01',
    to: '2026-11-30',
    sort: 'largest',
  };
  expect(read(filtersToQuery(filters))).toEqual(filters);
  expect(countFilters(filters)).toBe(7);
});

test('unknown values in a URL are ignored', () => {
  expect(read('?status=lost&sort=toString&page=3&visibility=secret&from=yesterday&to=2026-02-30')).toEqual(NO_FILTERS);
  expect(read('?minSeconds=-1&maxSeconds=1e9')).toEqual(NO_FILTERS);
  expect(read(`?tag=&tag=a,b&tag=${'x'.repeat(51)}`)).toEqual(NO_FILTERS);
});

test('a tag that a URL names twice filters once', () => {
  expect(read('?tag=Sea&tag=SEA&tag=Rome').tags).toEqual(['Sea', 'Rome']);
});

test('sorting alone leaves nothing out', () => {
  expect(isNarrowed({ ...NO_FILTERS, sort: 'title' })).toBe(false);
  expect(isNarrowed({ ...NO_FILTERS, q: 'sea' })).toBe(true);
  expect(isNarrowed({ ...NO_FILTERS, maxSeconds: 60 })).toBe(true);
});
