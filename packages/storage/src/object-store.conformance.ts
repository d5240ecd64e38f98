import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.js';
import type { ObjectStore } from './object-store.js';

const MIB = 1024 * 1024;
const TYPE = { contentType: 'video/mp4' };
const POLL = { timeout: 20_000, interval: 20 };
/** Base64 of the CRC-32C of "hello". */
const HELLO_CRC32C = 'mnG7TA==';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Known limitations of a store. */
export type Lacks = {
  /** It accepts a part whose bytes don't match its CRC-32C, as Ceph RGW does before version 19. */
  checksums: boolean;
};

/** The contract of an ObjectStore, for AWS, compatible stores and the embedded S3. Keys are used only once. */
export const describeObjectStore = (name: string, open: () => Promise<ObjectStore>, lacks: Lacks): void => {
  const key = (end = 'clip.m4s'): string => `conformance/${randomUUID()}/${end}`;

  describe(`${name}: objects`, () => {
    test('the bucket is reachable, and preparing it again changes nothing', async () => {
      const store = await open();
      await store.ping();
      const report = await store.ensureBucket({ corsOrigins: ['http://localhost:3000'] });
      expect(report.created).toBe(false);
      expect(report.corsSet || report.rejected.length > 0).toBe(true);
    });

    test('a range read returns exactly its bytes, both ends included', async () => {
      const store = await open();
      const at = key();
      await store.put(at, Uint8Array.of(10, 11, 12, 13), TYPE);
      expect(await store.getBytes(at, { range: { start: 1, end: 2 } })).toEqual(Uint8Array.of(11, 12));
      expect((await store.get(at, { range: { start: 0, end: 0 } })).sizeBytes).toBe(1);
    });

    test('head returns size, type and the ETag of put, and undefined for a missing object', async () => {
      const store = await open();
      const at = key();
      const { etag } = await store.put(at, Buffer.from('hello'), TYPE);
      expect(await store.head(at)).toEqual({ sizeBytes: 5, etag, contentType: 'video/mp4' });
      expect(await store.head(key())).toBeUndefined();
    });

    test('a read with a different ETag or an unsatisfiable range fails with SOURCE_CHANGED', async () => {
      const store = await open();
      const at = key();
      const { etag } = await store.put(at, Buffer.from('hello'), TYPE);
      expect(textOf(await store.getBytes(at, { ifMatch: etag }))).toBe('hello');
      const changed = { code: 'SOURCE_CHANGED' };
      await expect(store.getBytes(at, { ifMatch: '"other"' })).rejects.toMatchObject(changed);
      await expect(store.getBytes(key(), { ifMatch: etag })).rejects.toMatchObject(changed);
      await expect(store.getBytes(at, { range: { start: 9, end: 12 } })).rejects.toMatchObject(changed);
    });

    test('files stored in one PUT or in parts are read back byte for byte', async () => {
      const store = await open();
      const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
      for (const sizeBytes of [0, 3, 40 * MIB + 1]) {
        const bytes = randomBytes(sizeBytes);
        const path = join(folder, 'file');
        await writeFile(path, bytes);
        const fromFile = key();
        const stored = await store.putFile(fromFile, path, TYPE);
        expect(stored).toEqual({ sizeBytes, etag: (await store.head(fromFile))?.etag });
        expect(Buffer.from(await store.getBytes(fromFile)).equals(bytes)).toBe(true);
      }
      await rm(folder, { recursive: true });
    });

    test('a canceled upload of a file in parts leaves neither an object nor an open upload', async () => {
      const store = await open();
      const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
      const path = join(folder, 'file');
      await writeFile(path, '');
      // Large enough that even a fast store is still receiving it when the test cancels. The file is sparse.
      await truncate(path, 320 * MIB);
      const at = key();
      const aborter = new AbortController();
      const sending = store.putFile(at, path, { ...TYPE, signal: aborter.signal });
      await expect.poll(async () => (await collect(store.listMultiparts(at))).length, POLL).toBe(1);
      aborter.abort();
      await expect(sending).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(await store.head(at)).toBeUndefined();
      await expect.poll(() => collect(store.listMultiparts(at)), POLL).toEqual([]);
      await rm(folder, { recursive: true });
    });

    test('deleting a prefix aborts the multipart uploads that a crashed sender left under it', async () => {
      const store = await open();
      const [at, beside] = [key(), key()];
      await store.createMultipart(`${at}/begun`, 'video/mp4');
      const kept = await store.createMultipart(beside, 'video/mp4');
      expect(await store.deletePrefix(`${at}/`)).toBe(0);
      expect(await collect(store.listMultiparts(at))).toEqual([]);
      expect(await collect(store.listMultiparts(beside))).toMatchObject([{ multipartId: kept }]);
      await store.abortMultipart(beside, kept);
    });

    test('a copy has the same bytes and the new type, and fails if the source differs from the expected one', async () => {
      const store = await open();
      const [from, to] = [key(), key()];
      const { etag } = await store.put(from, Buffer.from('hello'), TYPE);
      const options = { ifMatchEtag: etag, sizeBytes: 5, contentType: 'audio/mp4' };
      await store.copy(from, to, options);
      expect(textOf(await store.getBytes(to))).toBe('hello');
      expect((await store.head(to))?.contentType).toBe('audio/mp4');
      const other = key();
      const wrong = store.copy(from, other, { ...options, ifMatchEtag: '"other"' });
      await expect(wrong).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
      const short = store.copy(from, other, { ...options, sizeBytes: 4 });
      await expect(short).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
      expect(await store.head(other)).toBeUndefined();
    });

    test('a prefix is listed in order and deleted completely, and deleting an empty one succeeds', async () => {
      const store = await open();
      const prefix = `conformance/${randomUUID()}/`;
      for (const end of ['b', 'a/c', 'a/b']) await store.put(prefix + end, Buffer.from(end), TYPE);
      expect((await collect(store.list(prefix))).map((object) => object.key.slice(prefix.length))).toEqual([
        'a/b',
        'a/c',
        'b',
      ]);
      expect(await store.deletePrefix(prefix)).toBe(3);
      expect(await store.deletePrefix(prefix)).toBe(0);
      expect(await collect(store.list(prefix))).toEqual([]);
      await store.delete(`${prefix}b`);
      await expect(store.deletePrefix('')).rejects.toMatchObject({ code: 'INTERNAL' });
    });

    test('an aborted read fails with CANCELLED, before and during the response', async () => {
      const store = await open();
      const at = key();
      await store.put(at, Buffer.alloc(8 * MIB), TYPE);
      await expect(store.get(at, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
      const controller = new AbortController();
      const { body } = await store.get(at, { signal: controller.signal });
      controller.abort();
      await expect(buffer(body)).rejects.toMatchObject({ code: 'CANCELLED' });
    });
  });

  describe(`${name}: multipart uploads`, () => {
    test('parts are listed and joined into one object, and completing again succeeds', async () => {
      const store = await open();
      const at = key();
      const id = await store.createMultipart(at, 'video/mp4');
      const bodies = [randomBytes(5 * MIB), randomBytes(7)];
      for (const [index, body] of bodies.entries()) {
        const { url } = await store.presignPart(at, id, index + 1, { sizeBytes: body.length, expiresInSeconds: 60 });
        expect((await fetch(url, { method: 'PUT', body })).status).toBe(200);
      }
      const parts = (await store.listParts(at, id)) ?? [];
      expect(parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes])).toEqual([
        [1, 5 * MIB],
        [2, 7],
      ]);
      expect((await collect(store.listMultiparts(at))).map(({ multipartId }) => multipartId)).toEqual([id]);
      const made = await store.completeMultipart(at, id, parts);
      expect(await store.completeMultipart(at, id, parts)).toEqual(made);
      expect(Buffer.from(await store.getBytes(at)).equals(Buffer.concat(bodies))).toBe(true);
      expect(await store.listParts(at, id)).toBeUndefined();
    });

    test('a part that does not match its checksum is rejected, in an upload that also has parts without one', async () => {
      const store = await open();
      const at = key();
      const id = await store.createMultipart(at, 'video/mp4');
      const whole = randomBytes(5 * MIB);
      const first = await store.presignPart(at, id, 1, { sizeBytes: whole.length, expiresInSeconds: 60 });
      expect((await fetch(first.url, { method: 'PUT', body: whole })).status).toBe(200);
      const options = { sizeBytes: 5, checksumCrc32c: HELLO_CRC32C, expiresInSeconds: 60 };
      const { url, headers } = await store.presignPart(at, id, 2, options);
      const damaged = await fetch(url, { method: 'PUT', headers, body: 'hallo' });
      expect(damaged.status).toBe(lacks.checksums ? 200 : 400);
      expect((await fetch(url, { method: 'PUT', headers, body: 'hello' })).status).toBe(200);
      await store.completeMultipart(at, id, (await store.listParts(at, id)) ?? []);
      expect(Buffer.from(await store.getBytes(at)).equals(Buffer.concat([whole, Buffer.from('hello')]))).toBe(true);
    });

    test('the URL of a part stops working when its upload is completed or aborted', async () => {
      const store = await open();
      const end = {
        completed: async (at: string, id: string) =>
          void (await store.completeMultipart(at, id, (await store.listParts(at, id)) ?? [])),
        aborted: (at: string, id: string) => store.abortMultipart(at, id),
      };
      for (const [how, finish] of Object.entries(end)) {
        const at = key();
        const id = await store.createMultipart(at, 'video/mp4');
        const { url } = await store.presignPart(at, id, 1, { sizeBytes: 5, expiresInSeconds: 60 });
        const send = async (body: string) => (await fetch(url, { method: 'PUT', body })).status;
        expect([how, await send('hello')]).toEqual([how, 200]);
        await finish(at, id);
        expect([how, await send('HELLO')]).toEqual([how, 404]);
        expect(await collect(store.listMultiparts(at))).toEqual([]);
        expect((await store.head(at))?.sizeBytes).toBe(how === 'completed' ? 5 : undefined);
      }
    });

    test('an aborted upload no longer exists, and aborting it again succeeds', async () => {
      const store = await open();
      const at = key();
      const id = await store.createMultipart(at, 'video/mp4');
      await store.abortMultipart(at, id);
      await store.abortMultipart(at, id);
      expect(await store.listParts(at, id)).toBeUndefined();
      const part = { partNumber: 1, sizeBytes: 1, etag: '"5d41402abc4b2a76b9719d911017c592"' };
      await expect(store.completeMultipart(at, id, [part])).rejects.toMatchObject({ name: 'AppError' });
      expect(await store.head(at)).toBeUndefined();
    });

    test('completing an upload with a missing part fails with UPLOAD_INCOMPLETE', async () => {
      const store = await open();
      const at = key();
      const id = await store.createMultipart(at, 'video/mp4');
      const part = { partNumber: 1, sizeBytes: 1, etag: '"5d41402abc4b2a76b9719d911017c592"' };
      await expect(store.completeMultipart(at, id, [part])).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
      await store.abortMultipart(at, id);
    });
  });

  describe(`${name}: presigned URLs`, () => {
    test('a presigned PUT accepts only the signed size and headers', async () => {
      const store = await open();
      const at = key();
      const options = { sizeBytes: 5, contentType: 'text/plain', checksumCrc32c: HELLO_CRC32C, expiresInSeconds: 60 };
      const { url, headers } = await store.presignPut(at, options);
      expect(Object.keys(headers)).not.toContain('content-length');
      expect((await fetch(url, { method: 'PUT', headers, body: 'hello!' })).status).toBe(403);
      expect((await fetch(url, { method: 'PUT', headers: {}, body: 'hello' })).ok).toBe(false);
      expect((await fetch(url, { method: 'PUT', headers, body: 'hello' })).status).toBe(200);
      expect(await store.head(at)).toMatchObject({ sizeBytes: 5, contentType: 'text/plain' });
    });

    test('a presigned GET responds with the requested file name and type', async () => {
      const store = await open();
      const at = key();
      await store.put(at, Buffer.from('hello'), TYPE);
      const url = await store.presignGet(at, { expiresInSeconds: 60, fileName: 'Zürich "1".mp4', contentType: 'a/b' });
      const answer = await fetch(url);
      expect(await answer.text()).toBe('hello');
      expect(answer.headers.get('content-type')).toBe('a/b');
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="Zurich _1_.mp4"; filename*=UTF-8''Z%C3%BCrich%20%221%22.mp4`,
      );
    });

    test('a stable GET is dated from the start of its period and is valid', async () => {
      const store = await open();
      const at = key();
      await store.put(at, Buffer.from('hello'), TYPE);
      const url = await store.presignGet(at, { expiresInSeconds: 200_000, stableForSeconds: 86_400 });
      expect(new URL(url).searchParams.get('X-Amz-Date')).toMatch(/T000000Z$/);
      expect(await (await fetch(url)).text()).toBe('hello');
    });
  });
};
