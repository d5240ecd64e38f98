import { type ParsedSegment, PLANNED_START_TOLERANCE_SECONDS } from '@media/media';

/** Segments that are stored as one object. */
export type Piece = { index: number; segments: ParsedSegment[] };

export type PieceCutter = {
  /** Adds segments in order; returns the pieces that this completes. */
  add(segments: readonly ParsedSegment[], timescale: number): Piece[];
  /** Call after the last segment. */
  finish(): Piece[];
};

/**
 * Groups the segments of a track into pieces. A piece is complete when the next segment starts at or after a boundary
 * (seconds from the start of the video, ascending). A boundary inside a segment takes effect at its end.
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

  /** Whether there is a boundary between the previous segment and this one. */
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
