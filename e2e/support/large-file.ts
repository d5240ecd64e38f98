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
