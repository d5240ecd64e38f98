/** Lifetime of a presigned part URL: long enough for a slow connection, short enough to be useless soon. */
export const UPLOAD_URL_SECONDS = 3_600;
/** After this time, no bytes can arrive by a URL that was signed before: its lifetime, twice for a PUT started at its end. */
export const LATE_BYTES_MS = 2 * UPLOAD_URL_SECONDS * 1_000;
