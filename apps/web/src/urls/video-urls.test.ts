import { expect, test } from 'vitest';
import { downloadUrl, embedPage, streamUrl, videoPage, viewingUrl } from './video-urls';

test('URLs contain the video id and the token', () => {
  expect(videoPage('v1')).toBe('/videos/v1');
  expect(streamUrl('v1', 'hls', 'a+b')).toBe('/api/videos/v1/hls/master.m3u8?token=a%2Bb');
  expect(downloadUrl('v1', 'o1', 'a.b')).toBe('/api/videos/v1/download?output=o1&token=a.b');
});

test("an id can't escape its path segment", () => {
  const id = '../../auth/sessions?x=#';
  const paths = [
    videoPage(id),
    embedPage(id, 't'),
    streamUrl(id, 'dash', 't'),
    viewingUrl(id, 't'),
    downloadUrl(id, id, 't'),
  ];
  for (const path of paths) {
    expect(new URL(path, 'https://media.example.org').pathname).toContain('/..%2F..%2Fauth%2Fsessions%3Fx%3D%23');
  }
});
