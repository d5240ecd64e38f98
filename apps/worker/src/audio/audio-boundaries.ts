/** Two segments, which players buffer before they start. */
const FIRST_PIECE_SECONDS = 8;
/** About a megabyte: few objects, and little work lost in a crash. */
const PIECE_SECONDS = 60;

/** Piece boundaries of an audio track, in seconds from the start of the video. The first piece is short, because players wait for it. */
export const audioBoundaries = (durationMs: number): number[] => {
  const rest = durationMs / 1_000 - FIRST_PIECE_SECONDS;
  const count = Math.max(0, Math.ceil(rest / PIECE_SECONDS));
  return Array.from({ length: count }, (_, index) => FIRST_PIECE_SECONDS + index * PIECE_SECONDS);
};
