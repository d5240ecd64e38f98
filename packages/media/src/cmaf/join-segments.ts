import type { ParsedSegment } from './follow-cmaf.js';

/** One segment of two that follow each other in the file: players fetch both by one byte range. */
export const joinSegments = (before: ParsedSegment, after: ParsedSegment): ParsedSegment => ({
  ...before,
  sizeBytes: after.offset + after.sizeBytes - before.offset,
  startTicks: Math.min(before.startTicks, after.startTicks),
  durationTicks: before.durationTicks + after.durationTicks,
  sampleCount: before.sampleCount + after.sampleCount,
});

export type SegmentJoiner = {
  /** Takes segments as they come, in order; returns those that nothing will be added to anymore. */
  add(segments: readonly ParsedSegment[], timescale: number): ParsedSegment[];
  /** No more will come. */
  finish(): ParsedSegment[];
};

/**
 * Adds every segment shorter than `minSeconds` to the one before it. So the newest one is always held back: whether a short one
 * follows is known only when it is there.
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
