import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ParsedCmaf } from '@media/media';
import type { Piece } from './cut-pieces.js';

export type WrittenPiece = { parsed: ParsedCmaf; contentHash: string };

/**
 * Copies a piece from the file being written into a complete file: the init segment, then the piece's segments. Offsets in a
 * fragment are relative to its own start (default-base-is-moof), so they stay valid.
 */
export const writePiece = async (
  source: string,
  { init, track }: Pick<ParsedCmaf, 'init' | 'track'>,
  { segments }: Piece,
  path: string,
): Promise<WrittenPiece> => {
  const from = segments[0]?.offset ?? 0;
  const last = segments.at(-1);
  const to = last ? last.offset + last.sizeBytes : from;
  const hash = createHash('sha256');
  async function* bytes() {
    for (const [start, end] of [
      [0, init.sizeBytes],
      [from, to],
    ] as const) {
      for await (const part of createReadStream(source, { start, end: end - 1 })) {
        hash.update(part);
        yield part;
      }
    }
  }
  await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
  const moved = segments.map((segment) => ({ ...segment, offset: segment.offset - from + init.sizeBytes }));
  const sizeBytes = init.sizeBytes + to - from;
  return { parsed: { sizeBytes, init, track, segments: moved }, contentHash: hash.digest('hex') };
};
