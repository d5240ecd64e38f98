import { expect, test } from 'vitest';
import { NO_FILTERS } from './filters';
import { matchesFilters } from './matches-filters';

const VIDEO = { status: 'completed', visibility: 'private', tags: ['Sea', 'Rome'] } as const;
const matches = (filters: object) => matchesFilters({ ...NO_FILTERS, ...filters })({ ...VIDEO, tags: [...VIDEO.tags] });

test('a video stays as long as it has the status, the visibility and all of the tags', () => {
  expect(matches({})).toBe(true);
  expect(matches({ status: 'completed', visibility: 'private', tags: ['SEA', 'rome'] })).toBe(true);
  expect(matches({ status: 'failed' })).toBe(false);
  expect(matches({ visibility: 'public' })).toBe(false);
  expect(matches({ tags: ['Sea', 'Paris'] })).toBe(false);
});
