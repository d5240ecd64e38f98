import { expect, test } from 'vitest';
import { type AuditFilters, filtersToQuery, isFiltered, NO_FILTERS, readFilters, toApiFilters } from './audit-filters';
import { ADA, VIDEO } from './entry.fixture';

const read = (query: string) => readFilters(new URLSearchParams(query));

test('a URL without filters shows everything', () => {
  expect(read('')).toEqual(NO_FILTERS);
  expect([filtersToQuery(NO_FILTERS), isFiltered(NO_FILTERS), toApiFilters(NO_FILTERS)]).toEqual(['', false, {}]);
});

test('filters survive a round trip through the URL', () => {
  const filters: AuditFilters = {
    ...{ action: 'video.deleted', actor: ADA, target: VIDEO },
    ...{ from: '2026-11-01', to: '2026-11-24' },
  };
  expect(read(filtersToQuery(filters))).toEqual(filters);
  expect(isFiltered(filters)).toBe(true);
});

test('unknown values in a URL are ignored', () => {
  expect(read('?action=toString&actor=1&target=..&from=yesterday&to=2026-02-30&page=2')).toEqual(NO_FILTERS);
  expect(read('?from=0020-01-01')).toEqual(NO_FILTERS);
});

test('both days are included, as the days of the reader', () => {
  const { since, until } = toApiFilters({ ...NO_FILTERS, from: '2026-03-31', to: '2026-03-31' });
  expect(since).toBe(new Date(2026, 2, 31).toISOString());
  expect(until).toBe(new Date(2026, 3, 1).toISOString());
});

test('people, keys and things are filtered by their ids', () => {
  expect(toApiFilters({ ...NO_FILTERS, action: 'key.created', actor: ADA, target: VIDEO })).toEqual({
    ...{ action: 'key.created', actorId: ADA, targetId: VIDEO },
  });
});
