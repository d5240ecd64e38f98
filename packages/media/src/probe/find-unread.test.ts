import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findUnread } from './find-unread.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unread-'));
});
afterAll(() => rm(dir, { recursive: true }));

const uint32 = (value: number, isLittle = false): Buffer => {
  const bytes = Buffer.alloc(4);
  if (isLittle) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
};
const wav = (bytes: number) => Buffer.concat([Buffer.from('RIFF'), uint32(bytes, true), Buffer.alloc(bytes)]);
const aiff = (bytes: number) => Buffer.concat([Buffer.from('FORM'), uint32(bytes), Buffer.alloc(bytes)]);
const box = (name: string, bytes = 12) => Buffer.concat([uint32(8 + bytes), Buffer.from(name), Buffer.alloc(bytes)]);
const mp4 = Buffer.concat([box('ftyp'), box('moov'), box('mdat', 60)]);
const fragmented = Buffer.concat([box('ftyp'), box('moov'), box('moof'), box('mdat')]);

const MP4 = 'mov,mp4,m4a,3gp,3g2,mj2';
const unread = async (container: string, parts: readonly Buffer[]) => {
  const path = join(dir, 'file');
  const bytes = Buffer.concat(parts);
  await writeFile(path, bytes);
  return findUnread(path, { container, sizeBytes: bytes.length, durationMs: 4000 });
};

test.each([
  ['WAV', 'wav', wav(100), wav(100), 50],
  ['WAV of odd size', 'wav', wav(191), wav(92), 33],
  ['AIFF', 'aiff', aiff(100), aiff(100), 50],
  ['MP4', MP4, mp4, mp4, 50],
])('a second file is noticed behind the first: %s', async (_, container, first, second, percent) => {
  expect(await unread(container, [first, second])).toEqual([{ code: 'SOURCE_PARTLY_READ', afterMs: 4000, percent }]);
  expect(await unread(container, [first])).toEqual([]);
  expect(await unread(container, [first, Buffer.from('other data at the end')])).toEqual([]);
});

test('a WAV file without a size and fragments with their own index are read completely', async () => {
  const [header, data] = [Buffer.from('RIFF\xff\xff\xff\xff', 'latin1'), Buffer.alloc(100)];
  expect(await unread('wav', [header, data])).toEqual([]);
  expect(await unread(MP4, [fragmented, fragmented])).toEqual([]);
  expect(await unread('flac', [mp4, mp4])).toEqual([]);
});
