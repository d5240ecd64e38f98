import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { type RawRequest, sendRaw } from '../send-raw.fixture.js';
import { KEYS } from '../start-test-server.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'strict';
const server = useTestServer([Bucket]);

const send = (method: string, path: string, raw: RawRequest = {}) =>
  sendRaw(server.url, method, `/${Bucket}${path}`, raw);
const isThere = async (key: string): Promise<boolean> => (await send('HEAD', `/${key}`)).status === 200;

describe('unsupported features are rejected, not ignored', () => {
  test.each([
    ['encryption', { 'x-amz-server-side-encryption': 'AES256' }],
    ['a customer key', { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }],
    ['tags', { 'x-amz-tagging': 'a=b' }],
    ['an object lock', { 'x-amz-object-lock-legal-hold': 'ON' }],
    ['a storage class', { 'x-amz-storage-class': 'STANDARD_IA' }],
    ['a public ACL', { 'x-amz-acl': 'public-read' }],
  ])('%s, on PUT, on a multipart upload and on a copy', async (name, headers) => {
    const rejected = { status: 501, code: 'NotImplemented' };
    expect(await send('PUT', `/${name}`, { headers, body: 'x' })).toMatchObject(rejected);
    expect(await send('POST', `/${name}`, { query: { uploads: '' }, headers, body: '' })).toMatchObject(rejected);
    await send('PUT', '/source', { body: 'x' });
    const copy = { ...headers, 'x-amz-copy-source': `/${Bucket}/source` };
    expect(await send('PUT', `/${name}`, { headers: copy, body: '' })).toMatchObject(rejected);
    expect(await isThere(name)).toBe(false);
  });

  test('a storage class in a presigned URL', async () => {
    const client = new S3Client({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: KEYS,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const command = new PutObjectCommand({ Bucket, Key: 'cold', StorageClass: 'GLACIER' });
    const url = await getSignedUrl(client, command, { hoistableHeaders: new Set(['x-amz-storage-class']) });
    expect(url).toContain('x-amz-storage-class=GLACIER');
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(501);
    expect(await isThere('cold')).toBe(false);
  });

  test('a copy of a version', async () => {
    await send('PUT', '/source', { body: 'x' });
    const headers = { 'x-amz-copy-source': `/${Bucket}/source?versionId=abc` };
    expect(await send('PUT', '/of-a-version', { headers, body: '' })).toMatchObject({ code: 'NotImplemented' });
  });

  test('but default values that clients send are accepted', async () => {
    const headers = { 'x-amz-acl': 'private', 'x-amz-storage-class': 'STANDARD' };
    expect((await send('PUT', '/default', { headers, body: 'x' })).status).toBe(200);
    expect(await isThere('default')).toBe(true);
  });
});

test('a request that expects a different bucket owner is rejected', async () => {
  await send('PUT', '/owned', { body: 'x' });
  const headers = { 'x-amz-expected-bucket-owner': '111122223333' };
  expect(await send('DELETE', '/owned', { headers })).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect(await isThere('owned')).toBe(true);
});

test('an unknown Expect header is ignored', async () => {
  expect((await send('PUT', '/expected', { headers: { expect: '200-ok' }, body: 'x' })).status).toBe(200);
  expect(await isThere('expected')).toBe(true);
});

describe('OPTIONS', () => {
  test.each([
    ['without Origin', {}, 400],
    ['without Access-Control-Request-Method', { origin: 'http://web.test' }, 400],
    ['that no CORS rule allows', { origin: 'http://web.test', 'access-control-request-method': 'PUT' }, 403],
  ])('%s is rejected', async (_, headers, status) => {
    const answer = await fetch(`${server.url}/${Bucket}/x`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(status);
  });
});

describe('metadata', () => {
  test('with an empty value is stored', async () => {
    const Metadata = { empty: '', full: '1' };
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'meta', Body: 'x', Metadata }));
    expect((await server.client.send(new HeadObjectCommand({ Bucket, Key: 'meta' }))).Metadata).toEqual(Metadata);
  });

  test('of more than 2 KB is rejected with MetadataTooLarge', async () => {
    const headers = { 'x-amz-meta-a': 'x'.repeat(2_100) };
    expect(await send('PUT', '/big-meta', { headers, body: 'x' })).toMatchObject({ code: 'MetadataTooLarge' });
  });
});

describe('a checksum', () => {
  const CRC32 = 'NhCmhg=='; // of hello
  test.each([
    ['with two algorithms', { 'x-amz-checksum-crc32': CRC32, 'x-amz-checksum-sha1': `${'A'.repeat(27)}=` }],
    ['of the wrong length', { 'x-amz-checksum-crc32': 'AAAA' }],
    ['that was declared but is missing', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }],
    [
      'with an algorithm other than the declared one',
      { 'x-amz-sdk-checksum-algorithm': 'SHA1', 'x-amz-checksum-crc32': CRC32 },
    ],
  ])('%s is rejected', async (_, headers) => {
    const answer = await send('PUT', '/summed', { headers: headers as Record<string, string>, body: 'hello' });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });

  test('that matches is accepted', async () => {
    const headers = { 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': CRC32 };
    expect((await send('PUT', '/summed', { headers, body: 'hello' })).status).toBe(200);
  });
});

describe('a trailer', () => {
  const sendWithTrailer = (declared: string | undefined, trailer: string) =>
    send('PUT', '/trailed', {
      headers: {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
        ...(declared === undefined ? {} : { 'x-amz-trailer': declared }),
      },
      body: `5\r\nhello\r\n0\r\n${trailer}\r\n\r\n`,
    });

  test.each([
    ['that is not a checksum', 'x-amz-meta-a', 'x-amz-meta-a:1', 'InvalidRequest'],
    ['with an unsupported checksum', 'x-amz-checksum-xxhash64', 'x-amz-checksum-xxhash64:a', 'NotImplemented'],
    ['that was not declared', undefined, 'x-amz-checksum-crc32:NhCmhg==', 'MalformedTrailerError'],
    ['that is declared but missing', 'x-amz-checksum-crc32', '', 'InvalidRequest'],
    ['that does not match', 'x-amz-checksum-crc32', 'x-amz-checksum-crc32:AAAAAA==', 'BadDigest'],
  ])('%s is rejected', async (_, declared, trailer, code) => {
    expect(await sendWithTrailer(declared, trailer)).toMatchObject({ code });
    expect(await isThere('trailed')).toBe(false);
  });

  test('that matches is accepted', async () => {
    expect((await sendWithTrailer('x-amz-checksum-crc32', 'x-amz-checksum-crc32:NhCmhg==')).status).toBe(200);
  });
});

test('conditions of a read take precedence over its range', async () => {
  await send('PUT', '/conditional', { body: 'hello' });
  const headers = { 'if-none-match': '*', range: 'bytes=20-' };
  expect((await send('GET', '/conditional', { headers })).status).toBe(304);
});
