const HOUR_SECONDS = 3_600;

/** The longest validity of a playback token and of a signed URL to an output. */
export const PLAYBACK_SECONDS = 6 * HOUR_SECONDS;

/** Playback tokens and URLs to outputs stay the same for this long, so that caches work. */
export const STABLE_SECONDS = HOUR_SECONDS;

/** URLs of viewers stay the same for this long. */
export const VIEWER_STABLE_SECONDS = 300;

/** What a viewer gets besides the duration of a video, to pause. */
const PAUSE_SECONDS = 900;

/** The validity of a signed URL to an output for a viewer, who can lose access at any time (docs/decisions/0063). */
export const viewerUrlSeconds = (durationMs: number): number =>
  Math.min(PLAYBACK_SECONDS, Math.ceil(durationMs / 1_000) + PAUSE_SECONDS);

/** Replaced outputs are kept until the last URL to them has expired, plus time to finish a download that started just before. */
export const REPLACED_OUTPUT_RETENTION_MS = (PLAYBACK_SECONDS + HOUR_SECONDS) * 1_000;

/** Pictures are deleted this long after they were chosen as a poster: longer than any outage after which the poster's task is retried. */
export const PICTURE_RETENTION_MS = 72 * HOUR_SECONDS * 1_000;
