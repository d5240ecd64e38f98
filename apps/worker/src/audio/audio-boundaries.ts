/** Two segments: as much as players want before they begin. */
const FIRST_PIECE_SECONDS = 8;
/** About a megabyte: few objects, and little to lose. */
const PIECE_SECONDS = 60;

/** Where the pieces of an audio track begin, in seconds from the start of the video; the first is short, because players wait for it. */
export const audioBoundaries = (durationMs: number): number[] => {
  const rest = durationMs / 1_000 - FIRST_PIECE_SECONDS;
  const count = Math.max(0, Math.ceil(rest / PIECE_SECONDS));
  return Array.from({ length: count }, (_, index) => FIRST_PIECE_SECONDS + index * PIECE_SECONDS);
};
