import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer } from '../start-test-server.fixture.js';

const Bucket = 'crash';
const MIB = 1024 * 1024;
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-s3-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const bytesOf = async (client: S3Client, Key: string): Promise<Buffer> => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const temporary = () => readdir(join(dataDir, 'temp'));

test('a PUT interrupted by kill -9 leaves the old object, and no temporary file after the next start', async () => {
  {
    await using server = await startTestServer(dataDir);
    await server.client.send(new CreateBucketCommand({ Bucket }));
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'video', Body: 'old' }));
    const command = new PutObjectCommand({ Bucket, Key: 'video', ContentLength: 100 * MIB });
    const url = await getSignedUrl(server.client, command);
    const upload = request(url, { method: 'PUT', headers: { 'content-length': 100 * MIB } });
    upload.on('error', () => undefined);
    upload.write(Buffer.alloc(3 * MIB));
    await expect.poll(temporary).toHaveLength(1);
    await server.end('SIGKILL');
  }
  await using server = await startTestServer(dataDir);
  expect((await bytesOf(server.client, 'video')).toString()).toBe('old');
  expect(await temporary()).toEqual([]);
});

test('after kill -9 during many PUTs, every object is complete and all acknowledged ones exist', async () => {
  const bodies = new Map(Array.from({ length: 60 }, (_, index) => [`o/${index}`, randomBytes(300_000)]));
  const answered: string[] = [];
  {
    await using server = await startTestServer(dataDir);
    await server.client.send(new CreateBucketCommand({ Bucket }));
    const writes = [...bodies].map(async ([Key, Body]) => {
      await server.client.send(new PutObjectCommand({ Bucket, Key, Body }));
      answered.push(Key);
    });
    const settled = Promise.allSettled(writes);
    while (answered.length < 10) await sleep(1);
    await server.end('SIGKILL');
    server.client.destroy();
    await settled;
  }
  await using server = await startTestServer(dataDir);
  const { Contents = [] } = await server.client.send(new ListObjectsV2Command({ Bucket }));
  const keys = Contents.map(({ Key = '' }) => Key);
  expect(keys).toEqual(expect.arrayContaining(answered));
  for (const key of keys)
    expect((await bytesOf(server.client, key)).equals(bodies.get(key) ?? Buffer.alloc(0))).toBe(true);
});

test('parts survive kill -9, the upload can be resumed, and its object survives another kill', async () => {
  const [one, two] = [randomBytes(5 * MIB), randomBytes(MIB)];
  const sendPart = async (client: S3Client, UploadId: string, PartNumber: number, Body: Buffer) => {
    const command = new UploadPartCommand({ Bucket, Key: 'video', UploadId, PartNumber, Body });
    return { PartNumber, ETag: (await client.send(command)).ETag };
  };
  let id = '';
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  {
    await using server = await startTestServer(dataDir);
    await server.client.send(new CreateBucketCommand({ Bucket }));
    const { UploadId = '' } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'video' }));
    id = UploadId;
    parts.push(await sendPart(server.client, id, 1, one));
    await server.end('SIGKILL');
  }
  {
    await using server = await startTestServer(dataDir);
    const listed = await server.client.send(new ListPartsCommand({ Bucket, Key: 'video', UploadId: id }));
    expect(listed.Parts).toHaveLength(1);
    parts.push(await sendPart(server.client, id, 2, two));
    const MultipartUpload = { Parts: parts };
    await server.client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'video', UploadId: id, MultipartUpload }),
    );
    await server.end('SIGKILL');
  }
  await using server = await startTestServer(dataDir);
  expect((await bytesOf(server.client, 'video')).equals(Buffer.concat([one, two]))).toBe(true);
});

/** Stores `video` as a multipart upload with one part, and stops the server. Returns the upload id. */
const storeVideo = async (body: string): Promise<string> => {
  await using server = await startTestServer(dataDir);
  await server.client.send(new CreateBucketCommand({ Bucket }));
  const { UploadId = '' } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'video' }));
  const part = { Bucket, Key: 'video', UploadId, PartNumber: 1, Body: body };
  const { ETag } = await server.client.send(new UploadPartCommand(part));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await server.client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'video', UploadId, MultipartUpload }));
  return UploadId;
};

test('after kill -9 between publishing an object and moving its parts, the next start moves them', async () => {
  const id = await storeVideo('video');
  // The state between the two steps of completing an upload.
  await rename(join(dataDir, 'parts', id), join(dataDir, 'uploads', id));
  await using server = await startTestServer(dataDir);
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  expect((await bytesOf(server.client, 'video')).toString()).toBe('video');
});

test('after kill -9, parts without an object are removed and parts of objects are kept', async () => {
  const id = await storeVideo('video');
  const orphan = 'f'.repeat(32);
  await cp(join(dataDir, 'parts', id), join(dataDir, 'parts', orphan), { recursive: true });
  await using server = await startTestServer(dataDir);
  await expect.poll(() => readdir(join(dataDir, 'parts'))).toEqual([id]);
  expect((await bytesOf(server.client, 'video')).toString()).toBe('video');
});

test('it exits cleanly on SIGTERM and when its parent process is gone', async () => {
  const stopped = await startTestServer(dataDir);
  expect(await stopped.end('SIGTERM')).toBe(0);
  const orphaned = await startTestServer(dataDir);
  expect(await orphaned.end('disconnect')).toBe(0);
});
