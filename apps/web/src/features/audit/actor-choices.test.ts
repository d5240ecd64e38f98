import type { ApiKeyView, MemberView } from '@media/sdk';
import { expect, test } from 'vitest';
import { actorChoices } from './actor-choices';
import { ADA, newEntry, VIDEO } from './entry.fixture';

const members = [{ userId: ADA, name: 'Ada', email: 'ada@example.org' }] as MemberView[];
const keys = [{ id: VIDEO, name: 'Nightly import', prefix: 'mp_zb0OJJdv' }] as ApiKeyView[];
const everybody = { value: '', label: 'Everybody' };
const ada = { value: ADA, label: 'Ada (ada@example.org)' };

test('members and API keys can be chosen, each once', () => {
  expect(actorChoices({ members, keys, entries: [newEntry({})], chosen: ADA })).toEqual([
    everybody,
    { group: 'People', items: [ada] },
    { group: 'API keys', items: [{ value: VIDEO, label: 'Nightly import (mp_zb0OJJdv…)' }] },
  ]);
});

test('former members can be chosen while the log shows them, and the system never', () => {
  const entries = [
    newEntry({ actor: { type: 'user', id: 'eve', name: 'Eve' } }),
    newEntry({ actor: { type: 'system', id: null, name: 'sweeper' } }),
  ];
  expect(actorChoices({ members, keys: [], entries, chosen: '' })).toEqual([
    everybody,
    { group: 'People', items: [ada, { value: 'eve', label: 'Eve' }] },
  ]);
});

test('somebody from a URL whom nothing names keeps the filter', () => {
  expect(actorChoices({ members, keys: [], entries: [], chosen: VIDEO })).toContainEqual({
    ...{ value: VIDEO, label: 'Somebody else' },
  });
});
