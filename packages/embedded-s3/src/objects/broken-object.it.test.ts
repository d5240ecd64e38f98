import { open, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openStore } from '../store/store.js';
import { useTestServer } from '../use-test-server.fixture.js';
import { readRange } from './read-range.js';

const Bucket = 'broken';
const KIB = 1024;
const server = useTestServer([Bucket]);

const bytesOf = async (Key: string) => {
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToByteArray();
};

const partFiles = async (): Promise<string[]> => {
  const names = await readdir(server.dataDir, { recursive: true });
  return names.filter((name) => name.endsWith('.part')).map((name) => join(server.dataDir, name));
};

test('a truncated file fails only requests for its own object', async () => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'whole', Body: 'whole' }));
  const upload = { Bucket, Key: 'short' };
  const { UploadId } = await server.client.send(new CreateMultipartUploadCommand(upload));
  const part = { ...upload, UploadId, PartNumber: 1, Body: Buffer.alloc(1_024 * KIB) };
  const { ETag } = await server.client.send(new UploadPartCommand(part));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await server.client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
  for (const file of await partFiles()) await truncate(file, 300 * KIB);
  await expect(bytesOf('short')).rejects.toThrow();
  expect(Buffer.from((await bytesOf('whole')) ?? []).toString()).toBe('whole');
});

test('a read-ahead that fails while the previous chunk is being sent fails only that reader', async () => {
  const path = join(server.dataDir, 'short');
  await writeFile(path, Buffer.alloc(300 * KIB));
  await using file = await open(path);
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  const meta = { etag: '', sizeBytes: 1_024 * KIB, modifiedAtMs: 0, headers: {}, checksums: {} };
  const object = {
    file,
    meta: { ...meta, checksumType: 'FULL_OBJECT' as const },
    [Symbol.asyncDispose]: async () => {},
  };
  const chunks = readRange(await openStore(server.dataDir), object, { start: 0, end: 1_024 * KIB - 1 });
  expect((await chunks.next()).value).toHaveLength(256 * KIB);
  await sleep(100); // Node reports unhandled rejections only after the current turn of the event loop
  await expect(chunks.next()).rejects.toThrow('shorter than its metadata states');
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});
