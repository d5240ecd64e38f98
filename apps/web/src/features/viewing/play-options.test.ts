import { expect, test } from 'vitest';
import { readPlayOptions } from './play-options';

test.each([
  ['90', 90],
  ['90s', 90],
  ['1.5', 1.5],
  ['1m30s', 90],
  ['1h2m3s', 3_723],
  ['2m', 120],
  ['', 0],
  ['soon', 0],
  ['-5', 0],
  ['1e9', 0],
])('?t=%s starts at %d seconds', (t, startSeconds) => {
  expect(readPlayOptions({ t })).toEqual({ startSeconds, autoPlay: false, isLooping: false });
});

test('starts and repeats by itself only if asked to', () => {
  expect(readPlayOptions({ autoplay: '1', loop: '1' })).toMatchObject({ autoPlay: true, isLooping: true });
  expect(readPlayOptions({ autoplay: '0', loop: 'yes' })).toMatchObject({ autoPlay: false, isLooping: false });
  expect(readPlayOptions({ t: ['1', '2'], autoplay: ['1'] })).toMatchObject({ startSeconds: 0, autoPlay: false });
});
