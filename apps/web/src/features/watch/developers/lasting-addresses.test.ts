import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { lastingAddresses } from './lasting-addresses';

const POSTER = { kind: 'poster' } as VideoView['outputs'][number];
const addresses = (visibility: VideoView['visibility'], outputs = [POSTER]) =>
  lastingAddresses('https://media.example.org', { id: 'v1' as VideoView['id'], visibility, outputs }).map(
    ({ label, value }) => [label, value],
  );

test('an unlisted or public video has addresses that need no token', () => {
  expect(addresses('unlisted')).toEqual([
    ['Watch page', 'https://media.example.org/watch/v1'],
    ['Embed page', 'https://media.example.org/embed/v1'],
    ['Poster', 'https://media.example.org/api/watch/v1/poster'],
  ]);
  expect(addresses('public', []).map(([label]) => label)).toEqual(['Watch page', 'Embed page']);
});

test('a private video has none', () => {
  expect(addresses('private')).toEqual([]);
});
