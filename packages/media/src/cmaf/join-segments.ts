import type { ParsedSegment } from './follow-cmaf.js';

/** Joins two consecutive segments of a file into one byte range. */
export const joinSegments = (before: ParsedSegment, after: ParsedSegment): ParsedSegment => ({
  ...before,
  sizeBytes: after.offset + after.sizeBytes - before.offset,
  startTicks: Math.min(before.startTicks, after.startTicks),
  durationTicks: before.durationTicks + after.durationTicks,
  sampleCount: before.sampleCount + after.sampleCount,
});

export type SegmentJoiner = {
  /** Takes segments in order; returns the ones that are final. */
  add(segments: readonly ParsedSegment[], timescale: number): ParsedSegment[];
  /** Returns the rest after the last segment. */
  finish(): ParsedSegment[];
};

/**
 * Joins every segment shorter than `minSeconds` to the one before it. The newest segment is always held back, because a short one could
 * follow.
 */
export const joinShortSegments = (minSeconds: number): SegmentJoiner => {
  let held: ParsedSegment | undefined;
  return {
    add: (segments, timescale) => {
      const isShort = ({ durationTicks }: ParsedSegment): boolean => durationTicks < minSeconds * timescale;
      return segments.flatMap((segment) => {
        if (held && (isShort(segment) || isShort(held))) {
          held = joinSegments(held, segment);
          return [];
        }
        const complete = held ? [held] : [];
        held = segment;
        return complete;
      });
    },
    finish: () => {
      const last = held ? [held] : [];
      held = undefined;
      return last;
    },
  };
};
