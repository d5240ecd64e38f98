import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestBucket, runDir, type TestBucket } from '@media/testkit';
import { beforeAll, expect, test } from 'vitest';
import type { SpaceOptions } from './reserve-space.js';
import { openSourceCache } from './source-cache.js';
import type { SourceRef } from './source-ref.js';

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

const cache = async (cacheBytes: number, space: Partial<SpaceOptions> = {}) => {
  const root = mkdtempSync(join(runDir(), 'cache-'));
  const dir = join(root, 'sources');
  const processDir = join(root, 'process');
  await mkdir(processDir);
  const sources = await openSourceCache({ store: bucket.store, dir, processDir, cacheBytes, ...space });
  return { ...sources, root, dir, cached: () => readdirSync(dir).length, held: () => readdirSync(processDir).length };
};

test('a source of several ranges is downloaded exactly, once for two concurrent users, and links end with their users', async () => {
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

test('the least recently used sources are evicted, never those in use', async () => {
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((key) => put(key, randomBytes(MIB))));
  if (!a || !b || !c) throw new Error('not stored');
  const sources = await cache(2 * MIB, { timeoutMs: 0 });
  await using inUse = await sources.open(a, { signal });
  await (await sources.open(b, { signal }))[Symbol.asyncDispose]();
  await using third = await sources.open(c, { signal });
  expect(sources.cached()).toBe(2);
  await expect(sources.open(b, { signal })).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(readFileSync(inUse.path).length).toBe(MIB);
  expect(readFileSync(third.path).length).toBe(MIB);
});

test('a download waits while all space is in use', async () => {
  const [a, b] = await Promise.all(['first', 'second'].map((key) => put(key, randomBytes(MIB))));
  if (!a || !b) throw new Error('not stored');
  const sources = await cache(MIB);
  const inUse = await sources.open(a, { signal });
  const gone = new AbortController();
  const cancelled = sources.open(b, { signal: gone.signal });
  gone.abort(new Error('cancelled'));
  await expect(cancelled).rejects.toThrow('cancelled');
  const waiting = sources.open(b, { signal });
  await inUse[Symbol.asyncDispose]();
  await using opened = await waiting;
  expect(readFileSync(opened.path).length).toBe(MIB);
  expect(sources.cached()).toBe(1);
});

test('two gibibytes of the disk stay free, by evicting old sources or refusing new ones', async () => {
  const [a, b] = await Promise.all(['old', 'new'].map((key) => put(key, randomBytes(MIB))));
  if (!a || !b) throw new Error('not stored');
  let freeBytes = 2 * 1024 * MIB + MIB;
  const sources = await cache(100 * MIB, { readFreeBytes: async () => freeBytes });
  await (await sources.open(a, { signal }))[Symbol.asyncDispose]();
  freeBytes -= MIB;
  await (await sources.open(b, { signal }))[Symbol.asyncDispose]();
  expect(sources.cached()).toBe(1);
  freeBytes = 0;
  await expect(sources.open(a, { signal })).rejects.toMatchObject({ code: 'DISK_FULL' });
});

test('a local copy is cached if there is space, and skipped without an error if there is none', async () => {
  const source = await put('copy', randomBytes(MIB));
  const sources = await cache(MIB, { timeoutMs: 0 });
  const copy = join(sources.root, 'copy');
  writeFileSync(copy, randomBytes(MIB));
  await using inUse = await sources.open(source, { signal });
  await sources.adopt({ key: 'other', etag: 'e', sizeBytes: MIB }, copy);
  expect(sources.cached()).toBe(1);
  await inUse[Symbol.asyncDispose]();
  await sources.adopt({ key: 'other', etag: 'e', sizeBytes: MIB }, copy);
  await using adopted = await sources.open({ key: 'other', etag: 'e', sizeBytes: MIB }, { signal });
  expect(readFileSync(adopted.path).length).toBe(MIB);
});

test('a truncated cached file is downloaded again', async () => {
  const bytes = randomBytes(1_000);
  const source = await put('short', bytes);
  const sources = await cache(MIB);
  await (await sources.open(source, { signal }))[Symbol.asyncDispose]();
  truncateSync(join(sources.dir, readdirSync(sources.dir)[0] ?? ''), 10);
  await using opened = await sources.open(source, { signal });
  expect(readFileSync(opened.path).equals(bytes)).toBe(true);
});

test('a changed, missing or too large source has its own error', async () => {
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
