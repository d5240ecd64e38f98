import { expect, test } from 'vitest';
import { offeredScopes, type Scope, scopesInWords } from './scope-texts';

test('a user can give only scopes that they have', () => {
  const offered = offeredScopes(['video.read', 'key.manage', 'webhook.manage']);
  expect(offered.map(({ title }) => title)).toEqual(['Watch videos', 'Manage API keys']);
});

test('scopes are listed in words, and unknown ones by name', () => {
  expect(scopesInWords(['key.manage', 'upload.write', 'video.read'])).toBe(
    'Watch videos, upload files, manage API keys',
  );
  expect(scopesInWords(['video.read', 'later.scope' as Scope])).toBe('Watch videos, later.scope');
  expect(scopesInWords([])).toBe('');
});
