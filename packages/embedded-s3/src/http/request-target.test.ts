import { expect, test } from 'vitest';
import { parseTarget } from './request-target.js';

test.each([
  ['/', undefined, undefined],
  ['/bucket', 'bucket', undefined],
  ['/bucket/', 'bucket', undefined],
  ['/bucket/a/b', 'bucket', 'a/b'],
  ['/bucket//a', 'bucket', '/a'],
  ['/bucket/a/', 'bucket', 'a/'],
  ['/bucket/../etc/passwd', 'bucket', '../etc/passwd'],
  ['/bucket/%2e%2e%2fx', 'bucket', '../x'],
  ['/bucket/z%C3%BCrich', 'bucket', 'zürich'],
  ['/bucket/a%2Fb?x=1', 'bucket', 'a/b'],
])('%s is bucket %s and key %s, without normalization', (url, bucket, key) => {
  expect(parseTarget(url)).toMatchObject({ bucket, key });
});

test('parameters are decoded, but a plus stays a plus', () => {
  expect(parseTarget('/b?uploads&prefix=a%20b+c&empty=').query).toEqual([
    ['uploads', ''],
    ['prefix', 'a b+c'],
    ['empty', ''],
  ]);
});

test('an undecodable URL is an InvalidURI, and a key above 1,024 bytes is too long', () => {
  expect(() => parseTarget('/b/%zz')).toThrow(expect.objectContaining({ code: 'InvalidURI' }));
  expect(() => parseTarget(`/b/${'a'.repeat(1_025)}`)).toThrow(expect.objectContaining({ code: 'KeyTooLongError' }));
  expect(parseTarget(`/b/${'a'.repeat(1_024)}`).key).toHaveLength(1_024);
});
