import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../client.js';
import { signedIn } from '../fixtures/serve.js';
import { uploadServer } from '../fixtures/upload-server.js';
import { fileSource } from '../node.js';
import { crc32c } from './crc32c.js';
import { SMALL_PART_BYTES } from './line-speed.js';
import type { UploadProgress } from './progress-meter.js';
import { putBytes } from './put-bytes.js';
import { blobSource, type UploadSource } from './upload-source.js';

const bytes = randomBytes(25_000);
const source = blobSource(new Blob([bytes]), 'clip.mp4');
const clientOf = (baseUrl: string) => createClient({ baseUrl, tokens: signedIn() });

test('every byte of a file on disk arrives in its place, and progress ends with all of them', async () => {
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

test('every part goes with its checksum, so that a damaged one is refused, and it is sent again', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, damages: { 2: 1 } });
  await clientOf(server.baseUrl).uploadFile(source);
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect([...server.puts].sort()).toEqual([1, 2, 2, 3]);
  expect(server.checksums.every((checksum) => checksum !== undefined)).toBe(true);
});

test('a part that is damaged again and again stops the upload, because nothing else can be done', async () => {
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
  'a store that says %s to checksums gets the bytes without, and is not asked again',
  async (refusesChecksums) => {
    const server = await uploadServer({ partSizeBytes: 10_000, refusesChecksums });
    await clientOf(server.baseUrl).uploadFile(source, { parallel: 1 });
    expect(server.storedBytes().equals(bytes)).toBe(true);
    expect(server.puts).toEqual([1, 1, 2, 3]);
    expect(server.checksums.map((checksum) => checksum !== undefined)).toEqual([true, false, false, false]);
  },
);

test('a part whose URL is refused or whose connection breaks is signed and sent again', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, refusals: { 2: [403], 3: [0] } });
  await clientOf(server.baseUrl).uploadFile(source);
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect([...server.puts].sort()).toEqual([1, 2, 2, 3, 3]);
  expect(server.signatures()).toBe(1 + 2);
});

test('as many parts as are sent at a time are signed by one call', async () => {
  const server = await uploadServer({ partSizeBytes: 1_000 });
  await clientOf(server.baseUrl).uploadFile(source, { parallel: 4 });
  expect(server.puts).toHaveLength(25);
  expect(server.signatures()).toBe(7);
});

test('a part that the store refuses for good stops the upload with its reason', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, refusals: { 1: [400] } });
  const upload = clientOf(server.baseUrl).uploadFile(source, { parallel: 1 });
  await expect(upload).rejects.toMatchObject({ name: 'StoreError', status: 400, storeCode: 'AccessDenied' });
  expect(server.puts).toEqual([1]);
});

test('a stopped upload goes on with only the parts that are missing', async () => {
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

test('parts that the store has lost since are sent again before the video is made', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, lostParts: [2] });
  await clientOf(server.baseUrl).uploadFile(source);
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.puts.filter((partNumber) => partNumber === 2)).toHaveLength(2);
});

test.each(['completing', 'completed'] as const)(
  'a sender that misses the answer to its last part and finds the upload %s gets the video, and sends nothing again',
  async (closedAs) => {
    const server = await uploadServer({ partSizeBytes: 10_000, lostAnswer: { partNumber: 3, closedAs } });
    const reports: UploadProgress[] = [];
    const onProgress = (report: UploadProgress) => reports.push(report);
    const video = await clientOf(server.baseUrl).uploadFile(source, { parallel: 1, onProgress });
    expect(video).toMatchObject({ id: 'video-1' });
    expect(reports.at(-1)).toMatchObject({ sentBytes: 25_000 });
    expect(server.storedBytes().equals(bytes)).toBe(true);
    expect(server.puts).toEqual([1, 2, 3]);
  },
);

test('an upload that was given up while its parts were sent fails with that reason', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, lostAnswer: { partNumber: 2, closedAs: 'aborted' } });
  const upload = clientOf(server.baseUrl).uploadFile(source, { parallel: 1 });
  await expect(upload).rejects.toMatchObject({ status: 409, code: 'UPLOAD_CLOSED' });
  expect(server.puts).toEqual([1, 2]);
});

test('a resumed upload that has its video already answers it without sending a byte', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000 });
  const client = clientOf(server.baseUrl);
  const video = await client.uploadFile(source);
  const puts = server.puts.length;
  expect(await client.uploadFile(source, { resume: 'up-1' })).toEqual(video);
  expect(server.puts).toHaveLength(puts);
});

test('resuming with another file is refused before a byte is sent', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000 });
  const client = clientOf(server.baseUrl);
  await client.uploadFile(source);
  const puts = server.puts.length;
  const other = blobSource(new Blob(['other']), 'other.mp4');
  await expect(client.uploadFile(other, { resume: 'up-1' })).rejects.toMatchObject({ name: 'UploadMismatchError' });
  expect(server.puts).toHaveLength(puts);
});

test('an upload outlives a store that does not answer for a while, and repeats no part', async () => {
  const unavailable = { 'POST /uploads': ['STORAGE_UNAVAILABLE'], 'POST /videos': ['STORAGE_UNAVAILABLE'] };
  const server = await uploadServer({ partSizeBytes: 10_000, unavailable });
  expect(await clientOf(server.baseUrl).uploadFile(source)).toMatchObject({ id: 'video-1' });
  expect(server.puts.toSorted()).toEqual([1, 2, 3]);
  const count = (name: string) => server.asked.filter((asked) => asked === name).length;
  expect([count('POST /uploads'), count('POST /videos')]).toEqual([2, 2]);
});

test('a completion that takes the store minutes is waited for, at the pace that the server asks for', async () => {
  const unavailable = { 'POST /videos': Array<string>(40).fill('UPLOAD_COMPLETING') };
  const server = await uploadServer({ partSizeBytes: 10_000, unavailable });
  expect(await clientOf(server.baseUrl).uploadFile(source)).toMatchObject({ id: 'video-1' });
  expect(server.asked.filter((name) => name === 'POST /videos')).toHaveLength(41);
});

test('what is on the way never counts as sent, and what a broken part had sent is taken back', async () => {
  const server = await uploadServer({ partSizeBytes: 10_000, refusals: { 1: [0] } });
  const reports: UploadProgress[] = [];
  await clientOf(server.baseUrl).uploadFile(source, { parallel: 1, onProgress: (report) => reports.push(report) });
  const confirmed = reports.map(({ sentBytes }) => sentBytes);
  expect(new Set(confirmed)).toEqual(new Set([0, 10_000, 20_000, 25_000]));
  expect(confirmed).toEqual(confirmed.toSorted((a, b) => a - b));
  expect(reports.every(({ sentBytes, inFlightBytes }) => sentBytes + inFlightBytes <= 25_000)).toBe(true);
  expect(reports.at(-1)).toMatchObject({ sentBytes: 25_000, inFlightBytes: 0 });
});

/** A source whose line takes the bytes of its first part one by one, at the seconds that are given. */
const overSlowLine = (atSeconds: readonly number[]): UploadSource => {
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

test('on a slow line an upload begins anew with small parts while none has arrived, and the next one has them at once', async () => {
  onFakeClock();
  const server = await uploadServer({ partSizeBytes: LARGE_PART_BYTES });
  const client = clientOf(server.baseUrl);
  const uploads: string[] = [];
  await client.uploadFile(overSlowLine([1, 2, 3, 4, 5]), { onUpload: (id) => uploads.push(id) });
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.wishes).toEqual([undefined, SMALL_PART_BYTES]);
  expect(uploads).toHaveLength(2);
  expect(server.asked).toContain('DELETE /uploads/up-1');
  await client.uploadFile(source);
  expect(server.wishes).toEqual([undefined, SMALL_PART_BYTES, SMALL_PART_BYTES]);
});

test('a line whose first seconds are over before they tell anything keeps its parts', async () => {
  onFakeClock();
  const server = await uploadServer({ partSizeBytes: LARGE_PART_BYTES });
  await clientOf(server.baseUrl).uploadFile(overSlowLine([1, 2, 3, 4]));
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.wishes).toEqual([undefined]);
});

test('an API that does not know small parts yet gets the upload in its own', async () => {
  onFakeClock();
  const server = await uploadServer({ partSizeBytes: LARGE_PART_BYTES, isOld: true });
  await clientOf(server.baseUrl).uploadFile(overSlowLine([1, 2, 3, 4, 5]));
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.wishes).toEqual([undefined, SMALL_PART_BYTES, undefined]);
});
