/** How long a URL for a part works: long enough on a slow line, short enough to be worthless soon. */
export const UPLOAD_URL_SECONDS = 3_600;
/** From now on no byte comes by a URL that was handed out before: its life, and as long for a PUT that began at its end. */
export const LATE_BYTES_MS = 2 * UPLOAD_URL_SECONDS * 1_000;
