import { randomFillSync } from 'node:crypto';
import { copyFile, open, stat } from 'node:fs/promises';

/** A clip behind which a box follows that players skip: every byte of it travels, but only the clip is encoded. */
export const makeLargeFile = async (clip: string, sizeBytes: number, path: string): Promise<string> => {
  await copyFile(clip, path);
  await using file = await open(path, 'r+');
  const { size } = await stat(clip);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(sizeBytes - size);
  header.write('free', 4, 'latin1'); // ISO/IEC 14496-12, 8.1.2
  await file.write(header, 0, header.length, size);
  await file.truncate(sizeBytes);
  return path;
};

const PIECE_BYTES = 8 * 1024 * 1024;

/** The same, with random bytes in that box: no two parts of it are alike. */
export const makeLargeRandomFile = async (clip: string, sizeBytes: number, path: string): Promise<string> => {
  await makeLargeFile(clip, sizeBytes, path);
  await using file = await open(path, 'r+');
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = (await stat(clip)).size + 8; at < sizeBytes; at += PIECE_BYTES) {
    await file.write(randomFillSync(piece), 0, Math.min(PIECE_BYTES, sizeBytes - at), at);
  }
  return path;
};
