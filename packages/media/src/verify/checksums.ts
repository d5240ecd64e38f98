import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { ParsedCmaf } from '../cmaf/follow-cmaf.js';

const BLOCK_BYTES = 64 * 1024;

/** A range; both in bytes. */
export type Part = { offset: number; size: number };

/** The CRC-32 of each part of a byte stream. Parts are sorted and don't overlap. If the stream ends inside a part, only the bytes it has count. */
export const sumParts = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  parts: readonly Part[],
): Promise<number[]> => {
  const sums = parts.map(() => 0);
  let current = 0;
  let at = 0;
  for await (const chunk of chunks) {
    for (let part = parts[current]; part && part.offset < at + chunk.byteLength; part = parts[current]) {
      const end = part.offset + part.size;
      const own = chunk.subarray(Math.max(0, part.offset - at), Math.min(chunk.byteLength, end - at));
      sums[current] = crc32(own, sums[current]);
      if (end > at + chunk.byteLength) break;
      current += 1;
    }
    at += chunk.byteLength;
  }
  return sums;
};

/** The CRC-32 of each part of a file. */
export const sumFileParts = (path: string, parts: readonly Part[]): Promise<number[]> =>
  sumParts(blocksOf(path), parts);

export const WHOLE: Part = { offset: 0, size: Number.POSITIVE_INFINITY };

/** Adds the CRC-32 of every segment, to verify the bytes in storage later. */
export const sumSegments = async (path: string, parsed: ParsedCmaf): Promise<ParsedCmaf> => {
  const sums = await sumFileParts(
    path,
    parsed.segments.map(({ offset, sizeBytes }) => ({ offset, size: sizeBytes })),
  );
  return { ...parsed, segments: parsed.segments.map((segment, index) => ({ ...segment, crc32: sums[index] ?? 0 })) };
};

/** Reuses a single buffer: consumers must finish with a block before they request the next one. */
async function* blocksOf(path: string): AsyncGenerator<Uint8Array> {
  await using file = await open(path, 'r');
  const block = Buffer.alloc(BLOCK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(block, 0, block.length);
    if (bytesRead === 0) return;
    yield block.subarray(0, bytesRead);
  }
}
