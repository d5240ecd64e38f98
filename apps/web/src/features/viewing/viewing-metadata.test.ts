import { expect, test } from 'vitest';
import { PREPARING, VIEWING } from './viewing.fixture';
import { viewingMetadata } from './viewing-metadata';

const of = (viewing: typeof VIEWING | undefined) =>
  viewingMetadata({ id: 'v1', viewing, origin: 'https://media.example.org' });

test('link previews show title, description and a poster whose address changes only with the poster', () => {
  const metadata = of({ ...VIEWING, description: 'At sea.\n\nSecond  day.' });
  expect(metadata).toMatchObject({
    ...{ title: 'Holiday', description: 'At sea. Second day.' },
    openGraph: {
      ...{ title: 'Holiday', description: 'At sea. Second day.', url: 'https://media.example.org/watch/v1' },
      images: [{ url: 'https://media.example.org/api/watch/v1/poster?v=task-1', width: 1280, height: 720 }],
      videos: [{ url: 'https://media.example.org/embed/v1', type: 'text/html', width: 1280, height: 720 }],
    },
    twitter: { card: 'player' },
    other: { 'twitter:player': 'https://media.example.org/embed/v1' },
  });
  expect(metadata.alternates?.types).toEqual({
    'application/json+oembed': `https://media.example.org/api/oembed?${new URLSearchParams({ url: 'https://media.example.org/watch/v1' })}`,
  });
  // URLs with a signature or a token expire, and whoever has them can watch.
  expect(JSON.stringify(metadata)).not.toMatch(/signed|token/);
});

test('a video that is not ready has no image and no player', () => {
  const { openGraph, twitter, other } = of(PREPARING);
  expect(openGraph).not.toHaveProperty('images');
  expect(openGraph).not.toHaveProperty('videos');
  expect(twitter).not.toHaveProperty('card');
  expect(other).toEqual({});
});

test('a long description is shortened, and audio gets the size of a player', () => {
  const { description, other } = of({ ...VIEWING, description: 'word '.repeat(100), width: null, height: null });
  expect(description).toHaveLength(200);
  expect(description?.endsWith('…')).toBe(true);
  expect(other).toMatchObject({ 'twitter:player:width': '1280' });
});

test('search engines list only public videos, and all that cannot be watched look the same', () => {
  expect(of(VIEWING).robots).toEqual({ index: false });
  expect(of({ ...VIEWING, isPublic: true })).not.toHaveProperty('robots');
  expect(of(undefined)).toEqual({ title: 'Video not available', robots: { index: false } });
});
