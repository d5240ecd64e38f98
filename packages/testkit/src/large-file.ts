import { randomFillSync } from 'node:crypto';
import { copyFile, open, stat } from 'node:fs/promises';

/** Header of a `free` box with a 64-bit size: ISO/IEC 14496-12, 8.1.2. */
const BOX_HEADER_BYTES = 16;

/** Pads a clip to `sizeBytes` with a box that players skip: all bytes are uploaded, but only the clip is encoded. */
export const makeLargeFile = async (clip: string, sizeBytes: number, path: string): Promise<string> => {
  await copyFile(clip, path);
  await using file = await open(path, 'r+');
  const { size } = await stat(clip);
  const header = Buffer.alloc(BOX_HEADER_BYTES);
  header.writeUInt32BE(1); // size 1: a 64-bit size follows the type
  header.write('free', 4, 'latin1');
  header.writeBigUInt64BE(BigInt(sizeBytes - size), 8);
  await file.write(header, 0, header.length, size);
  await file.truncate(sizeBytes);
  return path;
};

const BUFFER_BYTES = 8 * 1024 * 1024;

/** Like makeLargeFile, but padded with random bytes, so that all upload parts differ. */
export const makeLargeRandomFile = async (clip: string, sizeBytes: number, path: string): Promise<string> => {
  await makeLargeFile(clip, sizeBytes, path);
  await using file = await open(path, 'r+');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  for (let at = (await stat(clip)).size + BOX_HEADER_BYTES; at < sizeBytes; at += BUFFER_BYTES) {
    await file.write(randomFillSync(buffer), 0, Math.min(BUFFER_BYTES, sizeBytes - at), at);
  }
  return path;
};
