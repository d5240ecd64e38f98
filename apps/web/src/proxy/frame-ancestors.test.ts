import { expect, test } from 'vitest';
import { embeddingPath, readFrameAncestors } from './frame-ancestors';

const at = (address: string) => embeddingPath(new URL(address, 'https://media.example.org'));

test.each([
  ['/embed/v1', '/watch/v1/embedding'],
  ['/embed/v1?token=a%26b&t=5', '/watch/v1/embedding?token=a%26b'],
  ['/embed/v1?token=a&token=b', '/watch/v1/embedding'],
  ['/embed/s/s1?token=a', '/shares/s1/embedding'],
  ['/embed/v1/', '/watch/v1/embedding'],
  ['/embed/s/s1', '/shares/s1/embedding'],
])('the organization decides who frames %s', (path, embedding) => {
  expect(at(path)).toBe(embedding);
});

test.each([
  '/',
  '/videos/v1',
  '/watch/v1',
  '/s',
  '/embed',
  '/embed/',
  '/embed/v1/more',
  '/embed/s/s1/more',
  '/x/embed/v1',
])('nobody frames %s', (path) => {
  expect(at(path)).toBeUndefined();
});

test('uses the sources of the API, without any that could change the policy', () => {
  expect(readFrameAncestors({ frameAncestors: ["'self'", '*.example.com'] })).toEqual(["'self'", '*.example.com']);
  expect(readFrameAncestors({ frameAncestors: ['a.example; script-src *', 'b.example', 7] })).toEqual(['b.example']);
});

test.each([undefined, null, 'x', {}, { frameAncestors: [] }])('allows only this site for %j', (body) => {
  expect(readFrameAncestors(body)).toEqual(["'self'"]);
});
