import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { embedCode, NO_OPTIONS, readStart, withOptions } from './embed-code';

const ADDRESS = 'https://media.example.org/embed/v1';
const SOURCE: VideoView['source'] = { fileName: 'a.mp4', sizeBytes: 1, width: 1920, height: 1080 };
const video = { title: 'Holiday', source: SOURCE };

test('the player is as wide as the page around it, in the aspect ratio of the video', () => {
  expect(embedCode(ADDRESS, video, NO_OPTIONS)).toContain('style="width: 100%; aspect-ratio: 1920 / 1080; border: 0"');
  const portrait = { ...video, source: { ...SOURCE, width: 720, height: 1280 } };
  expect(embedCode(ADDRESS, portrait, NO_OPTIONS)).toContain('aspect-ratio: 720 / 1280;');
});

test('a player of a fixed size keeps the aspect ratio, and audio gets that of a video', () => {
  const fixed = { ...NO_OPTIONS, isResponsive: false };
  expect(embedCode(ADDRESS, video, fixed)).toContain('width="640" height="360"');
  expect(embedCode(ADDRESS, { title: 'Song', source: { fileName: 'a.mp3', sizeBytes: 1 } }, fixed)).toContain(
    'height="360"',
  );
});

test('options become part of the address, before its fragment', () => {
  const options = { ...NO_OPTIONS, startAt: '1:30', autoPlay: true, isLooping: true };
  expect(withOptions(`${ADDRESS}?token=a.b`, options)).toBe(`${ADDRESS}?token=a.b&t=90&autoplay=1&loop=1`);
  expect(withOptions('https://media.example.org/embed/s/s1#secret', options)).toBe(
    'https://media.example.org/embed/s/s1?t=90&autoplay=1&loop=1#secret',
  );
  expect(withOptions(ADDRESS, NO_OPTIONS)).toBe(ADDRESS);
});

test.each([
  ['', 0],
  ['90', 90],
  ['1:30', 90],
  ['1:02:03', 3_723],
  ['1:75', undefined],
  ['soon', undefined],
  ['-5', undefined],
])('“%s” starts at %s', (startAt, seconds) => {
  expect(readStart(startAt)).toBe(seconds);
});

test('a title cannot break out of the code', () => {
  const code = embedCode(ADDRESS, { ...video, title: '"><script>alert(1)</script>' }, NO_OPTIONS);
  expect(code).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(code).not.toContain('<script>');
});
