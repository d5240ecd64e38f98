import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestBucket, runDir, type TestBucket } from '@media/testkit';
import { beforeAll, expect, test } from 'vitest';
import { openSourceCache, type SourceRef } from './source-cache.js';

const MIB = 2 ** 20;
const { signal } = new AbortController();
let bucket: TestBucket;

beforeAll(async () => {
  bucket = await createTestBucket();
});

const put = async (key: string, bytes: Uint8Array): Promise<SourceRef> => {
  const { etag, sizeBytes } = await bucket.store.put(key, bytes, { contentType: 'video/mp4' });
  return { key, etag, sizeBytes };
};

const cache = async (cacheBytes: number) => {
  const root = mkdtempSync(join(runDir(), 'cache-'));
  const dir = join(root, 'sources');
  const processDir = join(root, 'process');
  await mkdir(processDir);
  const sources = await openSourceCache({ store: bucket.store, dir, processDir, cacheBytes });
  return { ...sources, cached: () => readdirSync(dir).length, held: () => readdirSync(processDir).length };
};

test('a source of several ranges arrives byte for byte, once for two who ask at the same time, and links end with their users', async () => {
  const bytes = randomBytes(40 * MIB + 17);
  const source = await put('large', bytes);
  const sources = await cache(100 * MIB);
  {
    let received = 0;
    const onBytes = (size: number) => {
      received += size;
    };
    const [one, other] = await Promise.all([
      sources.open(source, { signal, onBytes }),
      sources.open(source, { signal }),
    ]);
    await using _one = one;
    await using _other = other;
    expect(readFileSync(one.path).equals(bytes)).toBe(true);
    expect(readFileSync(other.path).equals(bytes)).toBe(true);
    expect(received).toBe(bytes.length);
    expect(sources.held()).toBe(2);
  }
  expect({ held: sources.held(), cached: sources.cached() }).toEqual({ held: 0, cached: 1 });
});

test('room is made by what was used longest ago, never by what is in use', async () => {
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((key) => put(key, randomBytes(MIB))));
  if (!a || !b || !c) throw new Error('not stored');
  const sources = await cache(2 * MIB);
  await using inUse = await sources.open(a, { signal });
  await (await sources.open(b, { signal }))[Symbol.asyncDispose]();
  await using third = await sources.open(c, { signal });
  expect(sources.cached()).toBe(2);
  await expect(sources.open(b, { signal })).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(readFileSync(inUse.path).length).toBe(MIB);
  expect(readFileSync(third.path).length).toBe(MIB);
});

test('a source that is another one by now, or gone, or too large, is told as such', async () => {
  const source = await put('changing', randomBytes(100));
  const sources = await cache(MIB);
  await put('changing', randomBytes(100));
  await expect(sources.open(source, { signal })).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
  await bucket.store.delete('changing');
  await expect(sources.open(source, { signal })).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
  const huge = { ...source, sizeBytes: MIB + 1 };
  await expect(sources.open(huge, { signal })).rejects.toMatchObject({ code: 'SOURCE_LARGER_THAN_CACHE' });
  expect(sources.held()).toBe(0);
});
