import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../client.js';
import { signedIn } from '../fixtures/serve.js';
import { uploadServer } from '../fixtures/upload-server.js';
import { fileSource } from '../node.js';
import { SMALL_PART_BYTES } from './connection-speed.js';
import { crc32c } from './crc32c.js';
import type { UploadProgress } from './progress-meter.js';
import { putBytes } from './put-bytes.js';
import { blobSource, type UploadSource } from './upload-source.js';

const bytes = randomBytes(25_000);
const source = blobSource(new Blob([bytes]), 'clip.mp4');
const clientOf = (baseUrl: string) => createClient({ baseUrl, tokens: signedIn() });

test('a file on disk arrives intact, and progress ends at its full size', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sdk-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'clip.mp4'), bytes);
  const server = await uploadServer({ partSizeBytes: 1_000 });
  const reports: UploadProgress[] = [];
  const video = await clientOf(server.baseUrl).uploadFile(await fileSource(join(dir, 'clip.mp4')), {
    onProgress: (report) => reports.push(report),
  });
  expect(video).toMatchObject({ id: 'video-1' });
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(reports.at(-1)).toMatchObject({ sentBytes: 25_000, totalBytes: 25_000 });
});

test('every part is sent with a checksum, and a part damaged in transit is sent again', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, damages: { 2: 1 } });
  await clientOf(server.baseUrl).uploadFile(source);
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect([...server.puts].sort()).toEqual([1, 2, 2, 3]);
  expect(server.checksums.every((checksum) => checksum !== undefined)).toBe(true);
});

test('a part that arrives damaged every time stops the upload', async () => {
  const server = await uploadServer({ partSizeBytes: 30_000, damages: { 1: 100 } });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const upload = clientOf(server.baseUrl).uploadFile(source);
  const failed = expect(upload).rejects.toMatchObject({ name: 'StoreError', status: 400, storeCode: 'BadDigest' });
  while (server.puts.length < 6) {
    await vi.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await failed;
  expect(server.storedBytes()).toHaveLength(0);
});

test.each(['InvalidRequest', 'NotImplemented'])(
  'a store that rejects checksums with %s gets the parts without them from then on',
  async (checksumError) => {
    const server = await uploadServer({ partSizeBytes: 10_000, checksumError });
    await clientOf(server.baseUrl).uploadFile(source, { parallel: 1 });
    expect(server.storedBytes().equals(bytes)).toBe(true);
    expect(server.puts).toEqual([1, 1, 2, 3]);
    expect(server.checksums.map((checksum) => checksum !== undefined)).toEqual([true, false, false, false]);
  },
);

test('a part is signed and sent again when its URL is rejected or the connection breaks', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, refusals: { 2: [403], 3: [0] } });
  await clientOf(server.baseUrl).uploadFile(source);
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect([...server.puts].sort()).toEqual([1, 2, 2, 3, 3]);
  expect(server.signatures()).toBe(1 + 2);
});

test('one call signs as many parts as are sent in parallel', async () => {
  const server = await uploadServer({ partSizeBytes: 1_000 });
  await clientOf(server.baseUrl).uploadFile(source, { parallel: 4 });
  expect(server.puts).toHaveLength(25);
  expect(server.signatures()).toBe(7);
});

test("a permanently rejected part stops the upload with the store's error", async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, refusals: { 1: [400] } });
  const upload = clientOf(server.baseUrl).uploadFile(source, { parallel: 1 });
  await expect(upload).rejects.toMatchObject({ name: 'StoreError', status: 400, storeCode: 'AccessDenied' });
  expect(server.puts).toEqual([1]);
});

test('a resumed upload sends only the missing parts', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000 });
  const client = clientOf(server.baseUrl);
  const stop = new AbortController();
  let uploadId: string | undefined;
  const onProgress = ({ sentBytes }: UploadProgress) => {
    if (sentBytes === 10_000) stop.abort('paused');
  };
  const onUpload = (id: string) => {
    uploadId = id;
  };
  const first = client.uploadFile(source, { parallel: 1, signal: stop.signal, onUpload, onProgress });
  await expect(first).rejects.toBe('paused');
  expect(server.puts).toEqual([1]);
  await client.uploadFile(source, { parallel: 1, ...(uploadId && { resume: uploadId }) });
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.puts).toEqual([1, 2, 3]);
});

test('parts that the store has lost are sent again before the video is created', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, lostParts: [2] });
  await clientOf(server.baseUrl).uploadFile(source);
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.puts.filter((partNumber) => partNumber === 2)).toHaveLength(2);
});

test.each(['completing', 'completed'] as const)(
  'an upload that loses the response to its last part and is then %s returns the video without sending again',
  async (closedAs) => {
    const server = await uploadServer({ partSizeBytes: 10_000, lostResponse: { partNumber: 3, closedAs } });
    const reports: UploadProgress[] = [];
    const onProgress = (report: UploadProgress) => reports.push(report);
    const video = await clientOf(server.baseUrl).uploadFile(source, { parallel: 1, onProgress });
    expect(video).toMatchObject({ id: 'video-1' });
    expect(reports.at(-1)).toMatchObject({ sentBytes: 25_000 });
    expect(server.storedBytes().equals(bytes)).toBe(true);
    expect(server.puts).toEqual([1, 2, 3]);
  },
);

test('an upload that is aborted while its parts are sent fails with UPLOAD_CLOSED', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, lostResponse: { partNumber: 2, closedAs: 'aborted' } });
  const upload = clientOf(server.baseUrl).uploadFile(source, { parallel: 1 });
  await expect(upload).rejects.toMatchObject({ status: 409, code: 'UPLOAD_CLOSED' });
  expect(server.puts).toEqual([1, 2]);
});

test('resuming an upload that already has a video returns it without sending a byte', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000 });
  const client = clientOf(server.baseUrl);
  const video = await client.uploadFile(source);
  const puts = server.puts.length;
  expect(await client.uploadFile(source, { resume: 'up-1' })).toEqual(video);
  expect(server.puts).toHaveLength(puts);
});

test('resuming with another file fails before a byte is sent', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000 });
  const client = clientOf(server.baseUrl);
  await client.uploadFile(source);
  const puts = server.puts.length;
  const other = blobSource(new Blob(['other']), 'other.mp4');
  await expect(client.uploadFile(other, { resume: 'up-1' })).rejects.toMatchObject({ name: 'UploadMismatchError' });
  expect(server.puts).toHaveLength(puts);
});

test('an upload survives a short storage outage and repeats no part', async () => {
  const unavailable = { 'POST /uploads': ['STORAGE_UNAVAILABLE'], 'POST /videos': ['STORAGE_UNAVAILABLE'] };
  const server = await uploadServer({ partSizeBytes: 10_000, unavailable });
  expect(await clientOf(server.baseUrl).uploadFile(source)).toMatchObject({ id: 'video-1' });
  expect(server.puts.toSorted()).toEqual([1, 2, 3]);
  const count = (name: string) => server.requests.filter((request) => request === name).length;
  expect([count('POST /uploads'), count('POST /videos')]).toEqual([2, 2]);
});

test('a completion that takes minutes is polled at the interval of Retry-After', async () => {
  const unavailable = { 'POST /videos': Array<string>(40).fill('UPLOAD_COMPLETING') };
  const server = await uploadServer({ partSizeBytes: 10_000, unavailable });
  expect(await clientOf(server.baseUrl).uploadFile(source)).toMatchObject({ id: 'video-1' });
  expect(server.requests.filter((name) => name === 'POST /videos')).toHaveLength(41);
});

test('bytes in flight never count as sent, and those of a failed part are subtracted', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, refusals: { 1: [0] } });
  const reports: UploadProgress[] = [];
  await clientOf(server.baseUrl).uploadFile(source, { parallel: 1, onProgress: (report) => reports.push(report) });
  const confirmed = reports.map(({ sentBytes }) => sentBytes);
  expect(new Set(confirmed)).toEqual(new Set([0, 10_000, 20_000, 25_000]));
  expect(confirmed).toEqual(confirmed.toSorted((a, b) => a - b));
  expect(reports.every(({ sentBytes, inFlightBytes }) => sentBytes + inFlightBytes <= 25_000)).toBe(true);
  expect(reports.at(-1)).toMatchObject({ sentBytes: 25_000, inFlightBytes: 0 });
});

/** A source that sends the bytes of its first part one by one, at the given seconds. */
const overSlowConnection = (atSeconds: readonly number[]): UploadSource => {
  let puts = 0;
  return {
    ...source,
    direct: {
      crc32c,
      read: async function* (start, end) {
        yield bytes.subarray(start, end);
      },
      put: async (start, end, put) => {
        puts += 1;
        if (puts > 1) return putBytes(await source.slice(start, end), put);
        for (const [index, seconds] of atSeconds.entries()) {
          vi.setSystemTime(seconds * 1_000);
          put.onSent(index + 1);
        }
        put.signal.throwIfAborted();
        await putBytes(await source.slice(start, end), put);
      },
    },
  };
};
const onFakeClock = (): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  onTestFinished(() => void vi.useRealTimers());
};
const LARGE_PART_BYTES = 16 * 1024 * 1024;

test('on a slow connection an upload starts over with small parts if none has arrived, and the next upload starts with them', async () => {
  onFakeClock();
  const server = await uploadServer({ partSizeBytes: LARGE_PART_BYTES });
  const client = clientOf(server.baseUrl);
  const uploads: string[] = [];
  await client.uploadFile(overSlowConnection([1, 2, 3, 4, 5]), { onUpload: (id) => uploads.push(id) });
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.partSizes).toEqual([undefined, SMALL_PART_BYTES]);
  expect(uploads).toHaveLength(2);
  expect(server.requests).toContain('DELETE /uploads/up-1');
  await client.uploadFile(source);
  expect(server.partSizes).toEqual([undefined, SMALL_PART_BYTES, SMALL_PART_BYTES]);
});

test('an upload that ends before the speed is known keeps its parts', async () => {
  onFakeClock();
  const server = await uploadServer({ partSizeBytes: LARGE_PART_BYTES });
  await clientOf(server.baseUrl).uploadFile(overSlowConnection([1, 2, 3, 4]));
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.partSizes).toEqual([undefined]);
});

test('an API without partSizeBytes gets the upload in its own part size', async () => {
  onFakeClock();
  const server = await uploadServer({ partSizeBytes: LARGE_PART_BYTES, isOld: true });
  await clientOf(server.baseUrl).uploadFile(overSlowConnection([1, 2, 3, 4, 5]));
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.partSizes).toEqual([undefined, SMALL_PART_BYTES, undefined]);
});
