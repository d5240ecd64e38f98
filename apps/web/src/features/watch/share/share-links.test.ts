import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { embedCode, pageLink, streamLink, watchLink } from './share-links';

const ORIGIN = 'https://media.example.org';
const SOURCE: VideoView['source'] = { fileName: 'a.mp4', sizeBytes: 1, width: 1920, height: 1080 };
const video = { id: 'v1' as VideoView['id'], title: 'Holiday', source: SOURCE };

test('links use the origin of the web app and carry the token', () => {
  expect(pageLink(ORIGIN, video)).toBe('https://media.example.org/videos/v1');
  expect(watchLink(ORIGIN, video)).toBe('https://media.example.org/watch/v1');
  expect(streamLink(ORIGIN, video, 'hls', 'a.b')).toBe(
    'https://media.example.org/api/videos/v1/hls/master.m3u8?token=a.b',
  );
  expect(streamLink(ORIGIN, video, 'dash', 'a+b')).toBe(
    'https://media.example.org/api/videos/v1/dash/manifest.mpd?token=a%2Bb',
  );
});

test('the embed code is as wide as the page around it, in the aspect ratio of the video', () => {
  expect(embedCode(ORIGIN, video, 't')).toContain('style="width: 100%; aspect-ratio: 1920 / 1080; border: 0"');
  const portrait = { ...video, source: { ...SOURCE, width: 720, height: 1280 } };
  expect(embedCode(ORIGIN, portrait, 't')).toContain('aspect-ratio: 720 / 1280;');
});

test('the embed code of an unlisted or public video needs no token', () => {
  expect(embedCode(ORIGIN, video, undefined)).toContain('src="https://media.example.org/embed/v1"');
});

test('a title cannot break out of the embed code', () => {
  const code = embedCode(ORIGIN, { ...video, title: '"><script>alert(1)</script>' }, 't');
  expect(code).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(code).not.toContain('<script>');
});
