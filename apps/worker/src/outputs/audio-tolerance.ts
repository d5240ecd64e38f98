/** One AAC frame at 48 kHz, twice: what encoder delay and the last, filled-up frame may add to the length of a file. */
export const AUDIO_TOLERANCE_SECONDS = (2 * 1024) / 48_000;
