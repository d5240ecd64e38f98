import type { LoadedExcerpt, Size } from './read-excerpt.js';

/** Each decoder buffers a dozen frames: at most four at 1080p, or one at 2160p, per process. */
const MAX_PIXELS = 3840 * 2160;
const MAX_EXCERPTS = 12;
/** Minimum cost, for audio and tiny video. */
const MIN_PIXELS = 320 * 180;

/** Groups excerpts, in order, into batches decoded by one process each. */
export const batchExcerpts = <T extends Pick<LoadedExcerpt, 'track'>>(
  excerpts: readonly T[],
  sizeOf: (track: T['track']) => Size | undefined,
): T[][] => {
  const batches: T[][] = [];
  let pixels = Number.POSITIVE_INFINITY;
  for (const excerpt of excerpts) {
    const { width, height } = sizeOf(excerpt.track) ?? { width: 0, height: 0 };
    const own = Math.max(MIN_PIXELS, width * height);
    const batch = batches.at(-1);
    if (batch && pixels + own <= MAX_PIXELS && batch.length < MAX_EXCERPTS) {
      batch.push(excerpt);
      pixels += own;
    } else {
      batches.push([excerpt]);
      pixels = own;
    }
  }
  return batches;
};
