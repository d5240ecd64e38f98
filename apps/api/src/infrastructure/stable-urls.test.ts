import { afterEach, expect, test, vi } from 'vitest';
import { createStableUrls } from './stable-urls.js';

afterEach(() => {
  vi.useRealTimers();
});

const countSigned = (max?: number) => {
  const signed: string[] = [];
  const presignGet = async (key: string) => {
    signed.push(key);
    return `https://store/${key}#${signed.length}`;
  };
  return { signed, urls: createStableUrls({ presignGet }, max) };
};

test('an object keeps its URL within the hour without being signed again', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') });
  const { signed, urls } = countSigned();
  const first = await urls.urlOf('a');
  vi.setSystemTime(new Date('2026-03-01T10:59:59Z'));
  expect(await urls.urlOf('a')).toBe(first);
  vi.setSystemTime(new Date('2026-03-01T11:00:00Z'));
  expect(await urls.urlOf('a')).not.toBe(first);
  expect(signed).toEqual(['a', 'a']);
});

test('URLs with different content types are cached separately', async () => {
  const { urls } = countSigned();
  expect(await urls.urlOf('a', 'video/mp4')).not.toBe(await urls.urlOf('a'));
});

test('a URL of another lifetime is another one, and stays the same for that long', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') });
  const { urls } = countSigned();
  const lifetime = { expiresInSeconds: 960, stableForSeconds: 300 };
  const first = await urls.urlOf('a', undefined, lifetime);
  expect(await urls.urlOf('a')).not.toBe(first);
  expect(await urls.urlOf('a', undefined, { ...lifetime, expiresInSeconds: 970 })).not.toBe(first);
  vi.setSystemTime(new Date('2026-03-01T10:04:59Z'));
  expect(await urls.urlOf('a', undefined, lifetime)).toBe(first);
  vi.setSystemTime(new Date('2026-03-01T10:05:00Z'));
  expect(await urls.urlOf('a', undefined, lifetime)).not.toBe(first);
});

test('the oldest URLs are evicted when the cache is full', async () => {
  const { signed, urls } = countSigned(2);
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await urls.urlOf(key);
  expect(signed).toEqual(['a', 'b', 'c', 'a']);
});

test('a failure to sign is not cached', async () => {
  let fails = true;
  const presignGet = async () => {
    if (fails) throw new Error('no credentials');
    return 'https://store/a';
  };
  const urls = createStableUrls({ presignGet });
  await expect(urls.urlOf('a')).rejects.toThrow('no credentials');
  fails = false;
  expect(await urls.urlOf('a')).toBe('https://store/a');
});
