import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameSitePath } from './same-site-path';

const ORIGIN = 'https://media.example.org';

test.each([
  ['/videos/42?from=mail#steps', '/videos/42?from=mail#steps'],
  ['https://media.example.org/account', '/account'],
  ['/a/../videos', '/videos'],
  ['/videos?q=//evil.example', '/videos?q=//evil.example'],
])('%j is on this site', (url, path) => {
  expect(sameSitePath(url, ORIGIN)).toBe(path);
});

test.each([
  null,
  '',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/..//evil.example/videos',
  '/.//evil.example',
  './/evil.example',
  '/%2e%2e//evil.example',
  '/%2E/%2e//evil.example',
  '/a/..//evil.example',
  '/..\\/evil.example',
  '/..\t//evil.example',
  'https://evil.example',
  'https:evil.example/../..//evil.example',
  'http://media.example.org/videos',
  'https://media.example.org:8443/videos',
  'https://media.example.org@evil.example',
  'https://media.example.org.evil.example',
  'https://media.example.org//evil.example',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'blob:https://media.example.org/42',
  'https://',
])('%j is not on this site', (url) => {
  expect(sameSitePath(url, ORIGIN)).toBeUndefined();
});

const PARTS = [
  ...['/', '\\', '.', '..', '%2e', '%2E%2e', '%2f', '%5c', '%09', '\t', '\n', '\r', ' ', '\0', '?', '#', '@', ':', ';'],
  ...['evil.example', 'media.example.org', 'https:', 'http:', 'javascript:', 'data:', 'blob:', 'videos', '／', '。'],
];
const urls = fc.array(fc.constantFrom(...PARTS), { maxLength: 8 }).map((parts) => parts.join(''));
const origins = fc.constantFrom(ORIGIN, 'http://localhost:3000');

test('an accepted URL resolves to the same path of this site from every page', () => {
  fc.assert(
    fc.property(fc.oneof(urls, fc.string(), fc.webUrl()), origins, (url, origin) => {
      const path = sameSitePath(url, origin);
      if (path === undefined) return true;
      const isHere = new URL(path, `${origin}/sign-in?next=x`).href === origin + path;
      return isHere && /^\/(?![/\\])/.test(path) && sameSitePath(path, origin) === path;
    }),
    { numRuns: 1_000 },
  );
});
