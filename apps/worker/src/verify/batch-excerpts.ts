import type { LoadedExcerpt, Size } from './read-excerpt.js';

/** Decoders of one process hold a dozen frames each: four of 1080p, or one of 2160p, at a time. */
const MOST_PIXELS = 3840 * 2160;
const MOST_EXCERPTS = 12;
/** Audio and tiny video count as this much. */
const LEAST_PIXELS = 320 * 180;

/** Takes excerpts, in order, into groups that are decoded by one process each. */
export const batchExcerpts = <T extends Pick<LoadedExcerpt, 'track'>>(
  excerpts: readonly T[],
  sizeOf: (track: T['track']) => Size | undefined,
): T[][] => {
  const batches: T[][] = [];
  let pixels = Number.POSITIVE_INFINITY;
  for (const excerpt of excerpts) {
    const { width, height } = sizeOf(excerpt.track) ?? { width: 0, height: 0 };
    const own = Math.max(LEAST_PIXELS, width * height);
    const batch = batches.at(-1);
    if (batch && pixels + own <= MOST_PIXELS && batch.length < MOST_EXCERPTS) {
      batch.push(excerpt);
      pixels += own;
    } else {
      batches.push([excerpt]);
      pixels = own;
    }
  }
  return batches;
};
