const HOUR_SECONDS = 3_600;

/** The longest that a playback token, or a URL to read an output, is good for. */
export const PLAYBACK_SECONDS = 6 * HOUR_SECONDS;

/** Playback tokens and URLs to outputs stay the same this long, so that caches hit and players recognise what they have. */
export const STABLE_SECONDS = HOUR_SECONDS;

/** What is no longer named is kept until the last URL to it has run out, and for the length of a download begun then. */
export const REPLACED_KEPT_MS = (PLAYBACK_SECONDS + HOUR_SECONDS) * 1_000;
