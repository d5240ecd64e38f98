import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { type Client, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import {
  createTestBucket,
  createTestDatabase,
  createTestRedisPrefix,
  makeClip,
  type NodeProcess,
  runDir,
  spawnNode,
  type TestBucket,
  type TestDatabase,
} from '@media/testkit';
import { makeLargeRandomFile } from '@media/testkit/large-file';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measure } from './support/measure.ts';
import { saveResponse } from './support/save-response.ts';

const ROOT = join(import.meta.dirname, '..');
const MIB = 1024 * 1024;
const FILE_BYTES = 112 * MIB + 5;
const PART_BYTES = 16 * MIB;
const WITHIN = { timeout: 60_000, interval: 200 };
const ACCOUNT = { email: 'ada@example.org', password: 'correct horse battery' };

let database: TestDatabase;
let bucket: TestBucket;
const processes: NodeProcess[] = [];
let baseUrl: string;
let clip: string;
let file: string;

beforeAll(async () => {
  [database, bucket] = await Promise.all([createTestDatabase(), createTestBucket()]);
  const { redisUrl, prefix } = createTestRedisPrefix();
  const port = String(await freePort());
  const dir = await mkdtemp(join(runDir(), 'real-store-'));
  const env = {
    ...{ ...bucket.env, DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: prefix },
    ...{ API_PORT: port, API_HOST: '127.0.0.1', JWT_SECRET: 'a secret of the tests, long enough' },
    ...{ SWEEP_INTERVAL_SECONDS: '0.5', WORKER_DIR: join(dir, 'worker'), NODE_ENV: 'test' },
  };
  for (const [app, ready] of [['api', 'API ready'] as const, ['worker', 'Worker ready'] as const]) {
    const child = await spawnNode(join(ROOT, `apps/${app}/dist/main.js`), env);
    processes.push(child);
    await child.waitForLine(ready, 60_000);
  }
  baseUrl = `http://127.0.0.1:${port}`;
  clip = await makeClip({ seconds: 2 });
  file = await makeLargeRandomFile(clip, FILE_BYTES, join(dir, 'large.mp4'));
});
afterAll(async () => {
  await Promise.all(processes.map((child) => child.stop()));
  await database.drop();
});

const sha256Of = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};
const keysOf = async (prefix: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of bucket.store.list(prefix)) keys.push(key);
  return keys;
};

/** A client that records which parts it signs. */
const recordingClient = (): { client: Client; signed: number[] } => {
  const signed: number[] = [];
  const record: typeof fetch = (input, init) => {
    if (String(input).endsWith('/parts')) signed.push(...JSON.parse(String(init?.body)).partNumbers);
    return fetch(input, init);
  };
  return { client: createClient({ baseUrl, fetch: record }), signed };
};

/** Aborts an upload after some of its parts have been uploaded. */
const interrupt = async (client: Client): Promise<string> => {
  let uploadId = '';
  const controller = new AbortController();
  const sending = client.uploadFile(await fileSource(file), {
    parallel: 1,
    video: { title: 'On another store' },
    signal: controller.signal,
    onUpload: (id) => {
      uploadId = id;
    },
    onProgress: ({ sentBytes }) => {
      if (sentBytes > 2.5 * PART_BYTES) controller.abort('enough');
    },
  });
  await expect(sending).rejects.toBe('enough');
  return uploadId;
};

test('an interrupted upload of 112 MiB resumes, becomes a video with every byte, and is deleted with the video', async () => {
  const first = createClient({ baseUrl });
  await first.auth.register(ACCOUNT);
  const uploadId = await interrupt(first);

  const { client, signed } = recordingClient();
  await client.auth.login(ACCOUNT);
  const { uploadedParts, partCount } = await client.uploads.get(uploadId);
  const arrived = uploadedParts.map(({ partNumber }) => partNumber);
  expect(uploadedParts.every(({ sizeBytes }) => sizeBytes === PART_BYTES)).toBe(true);
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1);
  const missingParts = numbers.filter((number) => !arrived.includes(number));
  expect(arrived.length).toBeGreaterThanOrEqual(2);
  expect(missingParts.length).toBeGreaterThanOrEqual(2);
  await expect(client.videos.create({ uploadId } as never)).rejects.toMatchObject({
    ...{ code: 'UPLOAD_INCOMPLETE', missingParts },
  });

  const video = await client.uploadFile(await fileSource(file), { resume: uploadId });
  expect([...new Set(signed)].toSorted()).toEqual(missingParts);
  expect((await client.videos.create({ uploadId } as never)).id).toBe(video.id);
  const source = `sources/${video.id}`;
  expect(await sha256Of((await bucket.store.get(source)).body)).toBe(await sha256Of(createReadStream(file)));

  const statuses: unknown[] = [];
  for await (const { status } of client.watch(video.id)) statuses.push(status);
  expect(statuses.at(-1)).toBe('completed');
  const result = join(runDir(), 'result.mp4');
  const url = await client.videos.downloadUrl(video.id);
  await saveResponse(await fetch(url), result);
  expect((await measure(result)).frames).toBe((await measure(clip)).frames);

  await client.videos.delete(video.id, { permanently: true });
  await expect.poll(() => keysOf(source), WITHIN).toEqual([]);
  await expect.poll(() => keysOf(`media/${video.id}/`), WITHIN).toEqual([]);
});

test('an aborted upload leaves nothing open in the store', async () => {
  const client = createClient({ baseUrl });
  await client.auth.login(ACCOUNT);
  const open = async () => {
    const keys: string[] = [];
    for await (const { key } of bucket.store.listMultiparts('sources/')) keys.push(key);
    return keys;
  };
  const before = await open();
  const uploadId = await interrupt(client);
  expect(await open()).toHaveLength(before.length + 1);
  await client.uploads.abort(uploadId);
  expect(await open()).toEqual(before);
  await expect(client.uploads.get(uploadId)).resolves.toMatchObject({ status: 'aborted', uploadedParts: [] });
});

test('browsers of any origin can send parts and read ranges with signed URLs', async () => {
  const { store } = bucket;
  const bytes = Buffer.from('0123456789');
  await store.put('cors', bytes, { contentType: 'video/mp4' });
  const headers = { origin: 'https://video.example.org' };
  const get = await store.presignGet('cors', { expiresInSeconds: 60 });
  const ranged = await fetch(get, { headers: { ...headers, range: 'bytes=2-4' } });
  expect([ranged.status, await ranged.text(), ranged.headers.get('content-range')]).toEqual([
    ...[206, '234', 'bytes 2-4/10'],
  ]);
  expect(ranged.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/video\.example\.org)$/);
  expect(ranged.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag');

  const { url } = await store.presignPart('cors-parts', await store.createMultipart('cors-parts', 'video/mp4'), 1, {
    ...{ sizeBytes: bytes.length, expiresInSeconds: 60 },
  });
  const preflightHeaders = {
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'x-amz-checksum-crc32c',
  };
  const preflight = await fetch(url, { method: 'OPTIONS', headers: { ...headers, ...preflightHeaders } });
  expect(preflight.status).toBeLessThan(300);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  const put = await fetch(url, { method: 'PUT', headers, body: bytes });
  expect([put.status, put.headers.has('access-control-allow-origin')]).toEqual([200, true]);
  expect(await store.deletePrefix('cors')).toBe(1);
});
