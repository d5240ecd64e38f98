import { expect, test } from 'vitest';
import { originOf } from './connect-host.ts';

test.each([
  ['127.0.0.1', 'http://127.0.0.1:80'],
  ['0.0.0.0', 'http://127.0.0.1:80'],
  ['::', 'http://127.0.0.1:80'],
  ['localhost', 'http://localhost:80'],
  ['192.168.1.5', 'http://192.168.1.5:80'],
  ['::1', 'http://[::1]:80'],
])('a server on %s is reachable at %s', (bindHost, origin) => {
  expect(originOf(bindHost, 80)).toBe(origin);
});
