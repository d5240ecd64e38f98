import { type ParsedSegment, PLANNED_START_TOLERANCE_SECONDS } from '@media/media';

/** Segments that are stored together, as one object. */
export type Piece = { index: number; segments: ParsedSegment[] };

export type PieceCutter = {
  /** Takes segments as they come, in order; returns the pieces that are complete by that. */
  add(segments: readonly ParsedSegment[], timescale: number): Piece[];
  /** No more will come. */
  finish(): Piece[];
};

/**
 * Gathers the segments of a track into pieces. A piece is complete when the next segment begins at or after a boundary
 * (seconds from the start of the video, ascending); a boundary inside of a segment takes effect at its end.
 */
export const cutPieces = (boundaries: readonly number[]): PieceCutter => {
  let index = 0;
  let open: ParsedSegment[] = [];
  let reached = 0;

  const close = (): Piece[] => {
    if (open.length === 0) return [];
    const piece = { index, segments: open };
    index += 1;
    open = [];
    return [piece];
  };

  /** Whether a boundary lies between the segment before and this one. */
  const isOver = (seconds: number): boolean => {
    const before = reached;
    while (reached < boundaries.length && (boundaries[reached] ?? 0) <= seconds + PLANNED_START_TOLERANCE_SECONDS)
      reached += 1;
    return reached > before;
  };

  return {
    add: (segments, timescale) =>
      segments.flatMap((segment) => {
        const complete = isOver(segment.startTicks / timescale) ? close() : [];
        open.push(segment);
        return complete;
      }),
    finish: close,
  };
};
