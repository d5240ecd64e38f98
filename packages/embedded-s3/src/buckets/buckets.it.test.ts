import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketCorsCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'first';
const server = useTestServer([Bucket]);

describe('a bucket', () => {
  test('is created, listed, and removed only when empty', async () => {
    const bucket = { Bucket: 'second.bucket' };
    await server.client.send(new CreateBucketCommand(bucket));
    const { Buckets } = await server.client.send(new ListBucketsCommand());
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket, 'second.bucket']);
    await server.client.send(new PutObjectCommand({ ...bucket, Key: 'a/b', Body: 'x' }));
    const remove = () => server.client.send(new DeleteBucketCommand(bucket));
    await expect(remove()).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await server.client.send(new DeleteObjectCommand({ ...bucket, Key: 'a/b' }));
    await remove();
    await expect(server.client.send(new HeadBucketCommand(bucket))).rejects.toMatchObject({ name: 'NotFound' });
    const put = server.client.send(new PutObjectCommand({ ...bucket, Key: 'x', Body: 'x' }));
    await expect(put).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test.each(['UPPER', 'ab', '..', '192.168.1.1'])('is not created with the invalid name %s', async (name) => {
    const created = fetch(`${server.url}/${name}`, { method: 'PUT' });
    expect((await created).status).toBe(403); // unsigned requests learn nothing, not even that a name is invalid
    await expect(server.client.send(new CreateBucketCommand({ Bucket: name }))).rejects.toThrow();
  });

  test('applies its CORS rules to preflights and errors', async () => {
    const CORSRules = [
      {
        AllowedOrigins: ['http://web.test'],
        AllowedMethods: ['PUT', 'GET'],
        AllowedHeaders: ['*'],
        ExposeHeaders: ['ETag'],
      },
    ];
    await server.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    const kept = await server.client.send(new GetBucketCorsCommand({ Bucket }));
    expect(kept.CORSRules).toEqual([expect.objectContaining(CORSRules[0])]);
    const ask = (origin: string) =>
      fetch(`${server.url}/${Bucket}/x`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      });
    const allowed = await ask('http://web.test');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, 'http://web.test']);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type');
    expect((await ask('http://evil.test')).status).toBe(403);
    const rejected = await fetch(`${server.url}/${Bucket}/x`, { headers: { origin: 'http://web.test' } });
    expect([rejected.status, rejected.headers.get('access-control-allow-origin')]).toEqual([403, 'http://web.test']);
    expect(rejected.headers.get('access-control-expose-headers')).toBe('ETag');
  });
});
