import { expect, test } from 'vitest';
import { createAllowedMethods } from './allowed-methods.js';

const ROUTES = [
  { method: 'GET', path: '/videos' },
  { method: 'POST', path: '/videos' },
  { method: 'GET', path: '/videos/:id' },
  { method: 'PATCH', path: '/videos/:id' },
  { method: 'GET', path: '/videos/:id/hls/video/:index.m3u8' },
  { method: 'POST', path: '/auth/login' },
] as const;
const allowedMethods = createAllowedMethods(ROUTES);

test.each<[string, string[]]>([
  ['/videos', ['GET', 'HEAD', 'OPTIONS', 'POST']],
  ['/videos/x', ['GET', 'HEAD', 'OPTIONS', 'PATCH']],
  ['/videos/x?token=y', ['GET', 'HEAD', 'OPTIONS', 'PATCH']],
  ['/videos/x/hls/video/0.m3u8', ['GET', 'HEAD', 'OPTIONS']],
  ['/auth/login', ['OPTIONS', 'POST']],
])('%s supports %j', (path, methods) => {
  expect(allowedMethods(path)).toEqual(methods);
});

test.each(['/', '/video', '/videos/', '/videos/x/y', '/videos/x/hls/video/0xm3u8', '//videos', '/auth/login/x'])(
  '%s matches no route',
  (path) => {
    expect(allowedMethods(path)).toEqual([]);
  },
);

test('every route supports its own method', () => {
  for (const { method, path } of ROUTES) expect(allowedMethods(path.replace(/:\w+/g, '1'))).toContain(method);
});
