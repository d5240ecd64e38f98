import { expect, test } from 'vitest';
import { filtersToQuery, isNarrowed, type LibraryFilters, NO_FILTERS, readFilters } from './filters';

const read = (query: string) => readFilters(new URLSearchParams(query));

test('an address without filters shows all, newest first', () => {
  expect(read('')).toEqual(NO_FILTERS);
  expect(filtersToQuery(NO_FILTERS)).toBe('');
});

test('filters survive the way through the address', () => {
  const filters: LibraryFilters = { q: 'sea & sand', status: 'failed', recipe: 'stream', sort: 'largest' };
  expect(read(filtersToQuery(filters))).toEqual(filters);
});

test('what an address says wrongly counts as not said', () => {
  expect(read('?status=lost&sort=toString&page=3')).toEqual(NO_FILTERS);
});

test('an order alone leaves nothing out', () => {
  expect(isNarrowed({ ...NO_FILTERS, sort: 'title' })).toBe(false);
  expect(isNarrowed({ ...NO_FILTERS, q: 'sea' })).toBe(true);
});
