import { expect, test } from 'vitest';
import { filtersToQuery, isNarrowed, type LibraryFilters, NO_FILTERS, readFilters } from './filters';

const read = (query: string) => readFilters(new URLSearchParams(query));

test('a URL without filters shows all videos, newest first', () => {
  expect(read('')).toEqual(NO_FILTERS);
  expect(filtersToQuery(NO_FILTERS)).toBe('');
});

test('filters survive a round trip through the URL', () => {
  const filters: LibraryFilters = { q: 'sea & sand', status: 'failed', recipe: 'stream', sort: 'largest' };
  expect(read(filtersToQuery(filters))).toEqual(filters);
});

test('unknown values in a URL are ignored', () => {
  expect(read('?status=lost&sort=toString&page=3')).toEqual(NO_FILTERS);
});

test('sorting alone leaves nothing out', () => {
  expect(isNarrowed({ ...NO_FILTERS, sort: 'title' })).toBe(false);
  expect(isNarrowed({ ...NO_FILTERS, q: 'sea' })).toBe(true);
});
