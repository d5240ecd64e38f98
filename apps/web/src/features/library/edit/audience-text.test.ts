import { expect, test } from 'vitest';
import type { Visibility } from '../choices';
import { audienceText } from './audience-text';

const videos = (...all: Visibility[]) => all.map((visibility) => ({ visibility }));

test('it says who can watch afterwards, and that share links are another way', () => {
  expect(audienceText(videos('private', 'private'), 'public', 'Ridge')).toBe('Afterwards, anyone can watch all 2.');
  expect(audienceText(videos('public'), 'private', 'Ridge')).toBe(
    'Afterwards, only members of Ridge can watch it. Share links keep working until you revoke them.',
  );
});

test('it says how many videos change, if not all do', () => {
  expect(audienceText(videos('private', 'public', 'unlisted'), 'unlisted', 'Ridge')).toMatch(
    / This changes 2 videos\.$/,
  );
  expect(audienceText(videos('public', 'public'), 'public', 'Ridge')).toBe('Nothing changes: they are public already.');
});
