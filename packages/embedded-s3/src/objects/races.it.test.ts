import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'races';
const Key = 'video';
const server = useTestServer([]);

const put = (Body: string) => server.client.send(new PutObjectCommand({ Bucket, Key, Body }));
const remove = () => server.client.send(new DeleteObjectCommand({ Bucket, Key }));
const read = async (): Promise<string | undefined> => {
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
};

/** Uploads one part and returns a function that completes the upload. */
const prepare = async (Body: string) => {
  const { UploadId } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const part = { Bucket, Key, UploadId, PartNumber: 1, Body };
  const { ETag } = await server.client.send(new UploadPartCommand(part));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  return () => server.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
};

test('concurrent PUT, DELETE, complete and GET of one key all succeed and leave one complete object', async () => {
  await server.client.send(new CreateBucketCommand({ Bucket }));
  const bodies = Array.from({ length: 16 }, (_, index) => `body ${index}`.repeat(1_000 + index));
  const completes = await Promise.all(bodies.map(prepare));
  const misses: unknown[] = [];
  const gets = bodies.map(async () => {
    const text = await read().catch((error: Error) => void misses.push(error.name));
    return text === undefined || bodies.includes(text);
  });
  const writes = completes.flatMap((complete, index) => [complete(), remove(), put(bodies[index] ?? '')]);
  await Promise.all(writes);
  expect(await Promise.all(gets)).not.toContain(false);
  expect(new Set([...misses, 'NoSuchKey'])).toEqual(new Set(['NoSuchKey']));
  expect(await readdir(join(server.dataDir, 'uploads'))).toEqual([]);

  await (await prepare('last'))();
  expect(await read()).toBe('last');
  await expect.poll(() => readdir(join(server.dataDir, 'parts'))).toHaveLength(1);
  await remove();
  expect(await readdir(join(server.dataDir, 'parts'))).toEqual([]);
});

test('a bucket deleted during writes either is removed without objects or stays with all stored ones', async () => {
  const bucket = { Bucket: 'short-lived' };
  for (let round = 0; round < 12; round += 1) {
    await server.client.send(new CreateBucketCommand(bucket)).catch(() => undefined); // it exists if it wasn't deleted in the previous round
    const keys = Array.from({ length: 6 }, (_, index) => `${round}/${index}`);
    const [deletion, ...writes] = await Promise.allSettled([
      server.client.send(new DeleteBucketCommand(bucket)),
      ...keys.map((Key) => server.client.send(new PutObjectCommand({ ...bucket, Key, Body: 'x' }))),
    ]);
    const stored = keys.filter((_, index) => writes[index]?.status === 'fulfilled');
    const listing = await server.client.send(new ListObjectsV2Command(bucket)).catch(() => undefined);
    expect(listing === undefined).toBe(deletion?.status === 'fulfilled');
    expect((listing?.Contents ?? []).map((object) => object.Key).filter((key) => key?.startsWith(`${round}/`))).toEqual(
      stored,
    );
    for (const object of listing?.Contents ?? [])
      await server.client.send(new DeleteObjectCommand({ ...bucket, Key: object.Key }));
  }
});
