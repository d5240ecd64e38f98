import { expect, test } from 'vitest';
import { tagKey, uniqueTags } from './tags.js';

test('names that differ only in case or composition are the same tag', () => {
  expect(tagKey('E\u0301TE\u0301')).toBe(tagKey('été'));
  expect(tagKey('Beach')).not.toBe(tagKey('Beaches'));
});

test('the first spelling of a tag is kept, in the given order', () => {
  expect(uniqueTags(['Rome', 'beach', 'ROME', 'Beach', 'sea'])).toEqual(['Rome', 'beach', 'sea']);
});
