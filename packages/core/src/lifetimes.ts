const HOUR_SECONDS = 3_600;

/** The longest validity of a playback token and of a signed URL to an output. */
export const PLAYBACK_SECONDS = 6 * HOUR_SECONDS;

/** Playback tokens and URLs to outputs stay the same for this long, so that caches work. */
export const STABLE_SECONDS = HOUR_SECONDS;

/** Replaced outputs are kept until the last URL to them has expired, plus time to finish a download that started just before. */
export const REPLACED_OUTPUT_RETENTION_MS = (PLAYBACK_SECONDS + HOUR_SECONDS) * 1_000;
