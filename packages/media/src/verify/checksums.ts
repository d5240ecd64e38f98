import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { ParsedCmaf, ParsedSegment } from '../cmaf/follow-cmaf.js';

const BLOCK_BYTES = 64 * 1024;

/** Notes what every segment's bytes sum up to, so that whoever reads them back from the store knows them again. */
export const sumSegments = async (path: string, parsed: ParsedCmaf): Promise<ParsedCmaf> => {
  await using file = await open(path, 'r');
  const block = Buffer.alloc(BLOCK_BYTES);
  const segments: ParsedSegment[] = [];
  for (const segment of parsed.segments) segments.push({ ...segment, crc32: await sum(file, block, segment) });
  return { ...parsed, segments };
};

const sum = async (file: FileHandle, block: Buffer, { offset, sizeBytes }: ParsedSegment): Promise<number> => {
  let total = 0;
  for (let done = 0; done < sizeBytes; ) {
    const { bytesRead } = await file.read(block, 0, Math.min(block.length, sizeBytes - done), offset + done);
    if (bytesRead === 0) break;
    total = crc32(block.subarray(0, bytesRead), total);
    done += bytesRead;
  }
  return total;
};
