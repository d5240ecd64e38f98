import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  ChecksumAlgorithm,
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'objects';
const server = useTestServer([Bucket]);

const put = (Key: string, Body: PutObjectCommandInput['Body'], more: Partial<PutObjectCommandInput> = {}) =>
  server.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  server.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const bytesOf = async (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  Buffer.from((await (await get(Key, more)).Body?.transformToByteArray()) ?? []);
const list = async (Prefix: string, more = {}) => {
  const page = await server.client.send(new ListObjectsV2Command({ Bucket, Prefix, ...more }));
  return { ...page, keys: (page.Contents ?? []).map(({ Key }) => Key) };
};

describe('an object', () => {
  test('is read with its bytes, type and metadata, and the MD5 as its ETag', async () => {
    const { ETag } = await put('a.txt', 'hello', {
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Metadata: { owner: 'zo' },
    });
    expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const answer = await get('a.txt');
    expect(await answer.Body?.transformToString()).toBe('hello');
    expect(answer).toMatchObject({ ContentType: 'text/plain', CacheControl: 'no-store', Metadata: { owner: 'zo' } });
  });

  test('can be empty', async () => {
    await put('empty', Buffer.alloc(0));
    expect(await bytesOf('empty')).toHaveLength(0);
  });

  test('streamed as aws-chunked with a trailer is read back byte for byte', async () => {
    const bytes = randomBytes(9 * 1024 * 1024 + 7);
    for (const algorithm of [ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.SHA256]) {
      const stream = Readable.from([bytes.subarray(0, 5), bytes.subarray(5)], { objectMode: false });
      await put(`stream-${algorithm}`, stream, { ContentLength: bytes.length, ChecksumAlgorithm: algorithm });
      expect((await bytesOf(`stream-${algorithm}`, { ChecksumMode: 'ENABLED' })).equals(bytes)).toBe(true);
    }
  });

  test.each([
    ['bytes=0-0', 'a', 'bytes 0-0/6'],
    ['bytes=2-3', 'cd', 'bytes 2-3/6'],
    ['bytes=4-', 'ef', 'bytes 4-5/6'],
    ['bytes=-2', 'ef', 'bytes 4-5/6'],
  ])('is read for the range %s', async (Range, text, contentRange) => {
    await put('range', 'abcdef');
    const answer = await get('range', { Range });
    expect(await answer.Body?.transformToString()).toBe(text);
    expect(answer.ContentRange).toBe(contentRange);
  });

  test('rejects a range after its end', async () => {
    await put('range', 'abcdef');
    await expect(get('range', { Range: 'bytes=6-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('is read and replaced only if the conditions hold', async () => {
    const { ETag = '' } = await put('conditional', 'one');
    await expect(get('conditional', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(get('conditional', { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(put('conditional', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('conditional', 'two', { IfMatch: '"x"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await put('conditional', 'two', { IfMatch: ETag });
    expect((await bytesOf('conditional')).toString()).toBe('two');
  });

  test('gets a different name and type if the reading request overrides them', async () => {
    await put('named', 'x');
    const answer = await get('named', { ResponseContentType: 'video/mp4', ResponseContentDisposition: 'attachment' });
    expect(answer).toMatchObject({ ContentType: 'video/mp4', ContentDisposition: 'attachment' });
  });

  test('written concurrently is exactly one of the bodies', async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => Buffer.alloc(700_000, index));
    await Promise.all(bodies.map((body) => put('raced', body)));
    const stored = await bytesOf('raced');
    expect(bodies.some((body) => body.equals(stored))).toBe(true);
  });

  test('does not exist before it is put or after it is deleted, even twice', async () => {
    const remove = () => server.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await expect(get('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await put('gone', 'x');
    await remove();
    await remove();
    const head = server.client.send(new HeadObjectCommand({ Bucket, Key: 'gone' }));
    await expect(head).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('a corrupted body is rejected and not stored', () => {
  const wrong = Buffer.alloc(4).toString('base64');
  test.each<[string, Partial<PutObjectCommandInput>, string]>([
    ['a CRC-32', { ChecksumCRC32: wrong }, 'BadDigest'],
    ['a CRC-32C', { ChecksumCRC32C: wrong }, 'BadDigest'],
    ['a CRC-64/NVME', { ChecksumCRC64NVME: Buffer.alloc(8).toString('base64') }, 'BadDigest'],
    ['a SHA-1', { ChecksumSHA1: Buffer.alloc(20).toString('base64') }, 'BadDigest'],
    ['a SHA-256', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }, 'BadDigest'],
    ['an MD5', { ContentMD5: Buffer.alloc(16).toString('base64') }, 'BadDigest'],
    ['an MD5 of the wrong length', { ContentMD5: wrong }, 'InvalidDigest'],
  ])('detected by %s', async (_, options, name) => {
    await expect(put('damaged', 'hello', options)).rejects.toMatchObject({ name });
    await expect(get('damaged')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('keys', () => {
  const KEYS = [
    'k/a',
    'k/a/b',
    'k/a/',
    'k//a',
    'k/../../../../tmp/x',
    'k/./b',
    'k/A',
    'k/zürich 日本 😀.mp4',
    'k/%2F%252e',
    'k/a+b&c=d?e#f',
    'k/<&>"\'',
    'k/\\back',
    `k/${'long'.repeat(200)}`,
    'k/d-a',
    'k/-_.!~*()',
  ];

  test('with any characters are distinct, listed in byte order, copied and deleted', async () => {
    for (const key of KEYS) await put(key, key);
    for (const key of KEYS) expect((await bytesOf(key)).toString()).toBe(key);
    const sorted = KEYS.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await list('k/')).keys).toEqual(sorted);
    for (const key of KEYS) {
      const CopySource = `${Bucket}/${encodeURIComponent(key)}`;
      await server.client.send(new CopyObjectCommand({ Bucket, Key: `copy-of/${key}`.slice(0, 900), CopySource }));
      expect((await bytesOf(`copy-of/${key}`.slice(0, 900))).toString()).toBe(key);
    }
    const Objects = KEYS.map((Key) => ({ Key }));
    const { Deleted, Errors } = await server.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(KEYS.length);
    expect(Errors).toBeUndefined();
    expect((await list('k/')).keys).toEqual([]);
  });

  test('are listed page by page and rolled up at a delimiter', async () => {
    for (const key of ['p/a', 'p/b/1', 'p/b/2', 'p/b/c/3', 'p/d', 'p/e/4', 'q']) await put(key, 'x');
    const first = await list('p/', { Delimiter: '/', MaxKeys: 2 });
    expect([first.keys, first.CommonPrefixes]).toEqual([['p/a'], [{ Prefix: 'p/b/' }]]);
    const second = await list('p/', { Delimiter: '/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
    expect([second.keys, second.CommonPrefixes, second.IsTruncated]).toEqual([['p/d'], [{ Prefix: 'p/e/' }], false]);
    expect((await list('p/', { StartAfter: 'p/b/2' })).keys).toEqual(['p/b/c/3', 'p/d', 'p/e/4']);
    expect((await list('p/b', { EncodingType: 'url' })).keys).toEqual(['p/b/1', 'p/b/2', 'p/b/c/3']);
  });
});

describe('a copy', () => {
  test('keeps type and metadata or gets new ones, and applies conditions', async () => {
    const { ETag } = await put('original', 'bytes', { ContentType: 'text/plain', Metadata: { a: '1' } });
    const copy = (Key: string, more = {}) =>
      server.client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/original`, ...more }));
    await copy('same', { CopySourceIfMatch: ETag });
    expect(await get('same')).toMatchObject({ ContentType: 'text/plain', Metadata: { a: '1' }, ETag });
    await copy('new', { MetadataDirective: 'REPLACE', ContentType: 'video/mp4' });
    expect(await get('new')).toMatchObject({ ContentType: 'video/mp4', Metadata: {} });
    await expect(copy('no', { CopySourceIfMatch: '"x"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(copy('original')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
