import { expect, test } from 'vitest';
import { readDownload } from './read-download.js';

const box = (type: string, ...parts: Uint8Array[]): Buffer => {
  const payload = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + payload.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, payload]);
};
const mvhd = Buffer.alloc(100);
mvhd.writeUInt32BE(1_000, 12);
mvhd.writeUInt32BE(12_345, 16);

const FTYP = box('ftyp', Buffer.from('isom'));
const MOOV = box('moov', box('mvhd', mvhd), box('trak'), box('trak'), box('udta'));
const MDAT = box('mdat', Buffer.alloc(50));
const read = (...boxes: Buffer[]) => {
  const bytes = Buffer.concat(boxes);
  return readDownload({
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  });
};

test('the head of a download contains its tracks and duration', async () => {
  expect(await read(FTYP, MOOV, box('free'), MDAT)).toEqual({ trackCount: 2, seconds: 12.345 });
});

test.each([
  ['has its index at its end', [FTYP, MDAT, MOOV], 'media before index'],
  ['has no index', [FTYP, MDAT], 'media before index'],
  ['has no media', [FTYP, MOOV], 'media before index'],
  ['starts with another box', [MOOV, FTYP, MDAT], 'media before index'],
  ['is truncated', [FTYP, MOOV, MDAT.subarray(0, 20)], 'media before index'],
  ['has data after its boxes', [FTYP, MOOV, MDAT, Buffer.alloc(3)], 'truncated box'],
])('one that %s is refused', async (_, boxes, reason) => {
  await expect(read(...boxes)).rejects.toMatchObject({ code: 'OUTPUT_WRONG', details: { reason } });
});
