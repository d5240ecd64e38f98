import { type FileHandle, open } from 'node:fs/promises';
import { followCmaf, type ParsedCmaf } from './follow-cmaf.js';
import type { ByteSource } from './read-boxes.js';

/** Parses a fragmented MP4 with one track. Reads only headers and fragment indexes, not the media. Throws OUTPUT_WRONG. */
export const parseCmafFile = async (path: string): Promise<ParsedCmaf> => {
  await using file = await open(path, 'r');
  return await parseCmaf(await fileSource(file));
};

export const parseCmaf = (source: ByteSource): Promise<ParsedCmaf> => followCmaf().finish(source);

/** A file with its current size. */
export const fileSource = async (file: FileHandle): Promise<ByteSource> => {
  const { size } = await file.stat();
  return {
    size,
    async read(offset, length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
};
