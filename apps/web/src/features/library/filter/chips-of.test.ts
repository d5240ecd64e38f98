import { expect, test } from 'vitest';
import { formatDate } from '../../../format/format-time';
import { NO_FILTERS } from '../filters';
import { chipsOf } from './chips-of';

const textsOf = (filters: object) =>
  chipsOf({ ...NO_FILTERS, ...filters }, (name) => `title of ${name}`).map(({ name, value }) => `${name}: ${value}`);
const day = (date: number) => formatDate(new Date(2026, 10, date).getTime());

test('without filters, there is nothing to remove; the search and the order are elsewhere', () => {
  expect(textsOf({ q: 'sea', sort: 'title' })).toEqual([]);
});

test('each tag and each other filter is named in words', () => {
  expect(textsOf({ tags: ['Sea', 'Rome'], status: 'cancelled', visibility: 'public', recipe: 'stream' })).toEqual([
    'Tag: Sea',
    'Tag: Rome',
    'Status: Canceled',
    'Visibility: Public',
    'Preset: title of stream',
  ]);
});

test.each([
  [{ minSeconds: 90 }, 'Duration: 1:30 or longer'],
  [{ maxSeconds: 90 }, 'Duration: 1:30 or shorter'],
  [{ minSeconds: 60, maxSeconds: 3600 }, 'Duration: 1:00 – 1:00:00'],
  [{ from: '2026-11-24' }, `Uploaded: ${day(24)} or later`],
  [{ to: '2026-11-24' }, `Uploaded: ${day(24)} or earlier`],
  [{ from: '2026-11-24', to: '2026-11-24' }, `Uploaded: ${day(24)}`],
  [{ from: '2026-11-24', to: '2026-11-25' }, `Uploaded: ${day(24)} – ${day(25)}`],
])('%j is a range in words', (filters, text) => {
  expect(textsOf(filters)).toEqual([text]);
});

test('removing a chip removes only its own filter', () => {
  const filters = { ...NO_FILTERS, tags: ['Sea', 'Rome'], minSeconds: 60, maxSeconds: 90 };
  const chips = chipsOf(filters, String);
  expect(chips.map(({ without }) => without)).toEqual([
    { tags: ['Rome'] },
    { tags: ['Sea'] },
    { minSeconds: 0, maxSeconds: 0 },
  ]);
});
