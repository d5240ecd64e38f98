import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { ParsedCmaf, ParsedSegment } from '../cmaf/follow-cmaf.js';

/** Notes what every segment's bytes sum up to, so that whoever reads them back from the store knows them again. */
export const sumSegments = async (path: string, parsed: ParsedCmaf): Promise<ParsedCmaf> => {
  await using file = await open(path, 'r');
  const segments: ParsedSegment[] = [];
  for (const segment of parsed.segments) {
    const { offset, sizeBytes } = segment;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sizeBytes), 0, sizeBytes, offset);
    segments.push({ ...segment, crc32: crc32(buffer.subarray(0, bytesRead)) });
  }
  return { ...parsed, segments };
};
