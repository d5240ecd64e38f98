import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { pageLink, watchLink } from './share-links';

test('links use the origin of the web app', () => {
  const video = { id: 'v1' as VideoView['id'] };
  expect(pageLink('https://media.example.org', video)).toBe('https://media.example.org/videos/v1');
  expect(watchLink('https://media.example.org', video)).toBe('https://media.example.org/watch/v1');
});
