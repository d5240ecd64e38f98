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

test('a PUT that kill -9 cuts short leaves the object as it was, and nothing behind after the next start', async () => {
  {
    await using server = await startTestServer(dataDir);
    await server.client.send(new CreateBucketCommand({ Bucket }));
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'film', Body: 'old' }));
    const command = new PutObjectCommand({ Bucket, Key: 'film', ContentLength: 100 * MIB });
    const url = await getSignedUrl(server.client, command);
    const upload = request(url, { method: 'PUT', headers: { 'content-length': 100 * MIB } });
    upload.on('error', () => undefined);
    upload.write(Buffer.alloc(3 * MIB));
    await expect.poll(temporary, { timeout: 20_000 }).toHaveLength(1);
    await server.end('SIGKILL');
  }
  await using server = await startTestServer(dataDir);
  expect((await bytesOf(server.client, 'film')).toString()).toBe('old');
  expect(await temporary()).toEqual([]);
});

test('many PUTs that kill -9 interrupts are whole objects, those answered among them, or none', async () => {
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

test('parts outlive kill -9: the upload goes on, and its object outlives the next one', async () => {
  const [one, two] = [randomBytes(5 * MIB), randomBytes(MIB)];
  const sendPart = async (client: S3Client, UploadId: string, PartNumber: number, Body: Buffer) => {
    const command = new UploadPartCommand({ Bucket, Key: 'film', UploadId, PartNumber, Body });
    return { PartNumber, ETag: (await client.send(command)).ETag };
  };
  let id = '';
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  {
    await using server = await startTestServer(dataDir);
    await server.client.send(new CreateBucketCommand({ Bucket }));
    const { UploadId = '' } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'film' }));
    id = UploadId;
    parts.push(await sendPart(server.client, id, 1, one));
    await server.end('SIGKILL');
  }
  {
    await using server = await startTestServer(dataDir);
    const listed = await server.client.send(new ListPartsCommand({ Bucket, Key: 'film', UploadId: id }));
    expect(listed.Parts).toHaveLength(1);
    parts.push(await sendPart(server.client, id, 2, two));
    const MultipartUpload = { Parts: parts };
    await server.client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'film', UploadId: id, MultipartUpload }),
    );
    await server.end('SIGKILL');
  }
  await using server = await startTestServer(dataDir);
  expect((await bytesOf(server.client, 'film')).equals(Buffer.concat([one, two]))).toBe(true);
});

/** Stores `film` in one part and ends the server; the id of its upload. */
const storeFilm = async (body: string): Promise<string> => {
  await using server = await startTestServer(dataDir);
  await server.client.send(new CreateBucketCommand({ Bucket }));
  const { UploadId = '' } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'film' }));
  const part = { Bucket, Key: 'film', UploadId, PartNumber: 1, Body: body };
  const { ETag } = await server.client.send(new UploadPartCommand(part));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await server.client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'film', UploadId, MultipartUpload }));
  return UploadId;
};

test('an object that was published when kill -9 came has its parts after the next start', async () => {
  const id = await storeFilm('film');
  // What is on the disk between the two steps of a complete.
  await rename(join(dataDir, 'parts', id), join(dataDir, 'uploads', id));
  await using server = await startTestServer(dataDir);
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  expect((await bytesOf(server.client, 'film')).toString()).toBe('film');
});

test('parts whose object was replaced when kill -9 came are removed, those of objects are not', async () => {
  const id = await storeFilm('film');
  const orphan = 'f'.repeat(32);
  await cp(join(dataDir, 'parts', id), join(dataDir, 'parts', orphan), { recursive: true });
  await using server = await startTestServer(dataDir);
  await expect.poll(() => readdir(join(dataDir, 'parts')), { timeout: 20_000 }).toEqual([id]);
  expect((await bytesOf(server.client, 'film')).toString()).toBe('film');
});

test('it ends in order on SIGTERM, and by itself when the process that started it is gone', async () => {
  const stopped = await startTestServer(dataDir);
  expect(await stopped.end('SIGTERM')).toBe(0);
  const orphaned = await startTestServer(dataDir);
  expect(await orphaned.end('disconnect')).toBe(0);
});
