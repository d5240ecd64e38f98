import type { SourceWarning } from './source-warnings.js';

/** Recordings that begin with an open group of pictures lack a few frames. That isn't damage, and nobody notices it. */
const MIN_LOST_SECONDS = 0.5;

/** The warning for video whose first key frame is missing. `seconds`: how long the frames before the first one would have been shown. */
export const beginningLost = (frames: number, seconds: number): SourceWarning[] =>
  seconds >= MIN_LOST_SECONDS ? [{ code: 'BEGINNING_LOST', frames, lostMs: Math.round(1000 * seconds) }] : [];
