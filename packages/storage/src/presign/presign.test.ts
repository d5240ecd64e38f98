import { expect, test } from 'vitest';
import { createObjectStore } from '../object-store.js';
import { stableDate } from './presign.js';

const store = createObjectStore({
  endpoint: 'http://10.0.0.1:9000',
  publicEndpoint: 'https://s3.example.com',
  region: 'eu-central-1',
  bucket: 'media',
  accessKeyId: 'key',
  secretAccessKey: 'secret',
  forcePathStyle: true,
});

test('presigned URLs use the public endpoint', async () => {
  const { url } = await store.presignPut('uploads/1', { sizeBytes: 5, expiresInSeconds: 60 });
  expect(url).toMatch(/^https:\/\/s3\.example\.com\/media\/uploads\/1\?/);
});

test('size, type and checksum are signed, and no checksum of an empty body is added', async () => {
  const options = { sizeBytes: 5, contentType: 'video/mp4', checksumCrc32c: 'mnG7TA==', expiresInSeconds: 60 };
  const { url, headers } = await store.presignPut('uploads/1', options);
  expect(headers).toEqual({ 'content-type': 'video/mp4', 'x-amz-checksum-crc32c': 'mnG7TA==' });
  const signed = 'content-length;content-type;host;x-amz-checksum-crc32c';
  expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe(signed);
  const part = await store.presignPart('uploads/1', 'id', 3, { sizeBytes: 5, expiresInSeconds: 60 });
  expect(part.headers).toEqual({});
  expect([...new URL(part.url).searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  expect(new URL(part.url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
});

test('a stable URL is dated from the start of its period', () => {
  expect(stableDate(new Date('2026-03-01T10:59:59.999Z'), 3_600)).toEqual(new Date('2026-03-01T10:00:00Z'));
  expect(stableDate(new Date('2026-03-01T11:00:00Z'), 3_600)).toEqual(new Date('2026-03-01T11:00:00Z'));
});
