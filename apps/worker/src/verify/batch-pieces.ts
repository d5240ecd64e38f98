import type { ReadPiece, Size } from './read-piece.js';

/** Decoders of one process hold a dozen pictures each: four of 1080p, or one of 2160p, at a time. */
const MOST_PIXELS = 3840 * 2160;
const MOST_PIECES = 12;
/** Sound and tiny pictures count as this much. */
const LEAST_PIXELS = 320 * 180;

/** Takes pieces, in order, into groups that are decoded by one process each. */
export const batchPieces = <T extends Pick<ReadPiece, 'track'>>(
  pieces: readonly T[],
  sizeOf: (track: T['track']) => Size | undefined,
): T[][] => {
  const batches: T[][] = [];
  let pixels = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    const { width, height } = sizeOf(piece.track) ?? { width: 0, height: 0 };
    const own = Math.max(LEAST_PIXELS, width * height);
    const batch = batches.at(-1);
    if (batch && pixels + own <= MOST_PIXELS && batch.length < MOST_PIECES) {
      batch.push(piece);
      pixels += own;
    } else {
      batches.push([piece]);
      pixels = own;
    }
  }
  return batches;
};
