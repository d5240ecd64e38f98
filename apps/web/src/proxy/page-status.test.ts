import { expect, test } from 'vitest';
import { watchedPath } from './page-status';

test.each([
  ['/watch/v1', '/watch/v1'],
  ['/watch/v1/', '/watch/v1'],
  ['/watch/%27', '/watch/%27'],
])('whether a video can be watched decides the status of %s', (path, watched) => {
  expect(watchedPath(path)).toBe(watched);
});

test.each(['/', '/watch', '/watch/', '/watch/v1/more', '/embed/v1', '/videos/v1', '/s'])(
  '%s is of no video',
  (path) => {
    expect(watchedPath(path)).toBeUndefined();
  },
);
