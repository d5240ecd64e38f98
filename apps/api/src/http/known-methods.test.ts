import { expect, test } from 'vitest';
import { knownMethods } from './known-methods.js';
import { ROUTES, type Route } from './routes.js';

test.each<[string, string[]]>([
  ['/videos', ['GET', 'HEAD', 'OPTIONS', 'POST']],
  ['/videos/x', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH']],
  ['/videos/x?token=y', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH']],
  ['/videos/x/hls/video/0.m3u8', ['GET', 'HEAD', 'OPTIONS']],
  ['/auth/login', ['OPTIONS', 'POST']],
])('%s takes %j', (path, methods) => {
  expect(knownMethods(path)).toEqual(methods);
});

test.each(['/', '/video', '/videos/', '/videos/x/y', '/videos/x/hls/video/0xm3u8', '//videos', '/auth/login/x'])(
  '%s leads nowhere',
  (path) => {
    expect(knownMethods(path)).toEqual([]);
  },
);

test('every route of the table is known by its own method', () => {
  for (const { method, path } of Object.values<Route>(ROUTES)) {
    expect(knownMethods(path.replace(/:\w+/g, '1'))).toContain(method);
  }
});
