import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { ParsedCmaf, ParsedSegment } from '../cmaf/follow-cmaf.js';

/** A segment with the CRC-32 of its bytes. */
export type SummedSegment = ParsedSegment & { crc32: number };

/** Notes what every segment's bytes sum up to, so that whoever reads them back from the store knows them again. */
export const sumSegments = async (
  path: string,
  parsed: ParsedCmaf,
): Promise<ParsedCmaf & { segments: SummedSegment[] }> => {
  await using file = await open(path, 'r');
  const segments: SummedSegment[] = [];
  for (const segment of parsed.segments) {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(segment.sizeBytes),
      0,
      segment.sizeBytes,
      segment.offset,
    );
    segments.push({ ...segment, crc32: crc32(buffer.subarray(0, bytesRead)) });
  }
  return { ...parsed, segments };
};
