/** ISO/IEC 14496-3. What an encoder begins with, its priming, is one such frame. */
const FRAME_SAMPLES = 1024;

/** The rate of all audio that is encoded: players take it everywhere. */
export const AUDIO_SAMPLE_RATE_HZ = 48_000;

export const AAC_FRAME_SECONDS = FRAME_SAMPLES / AUDIO_SAMPLE_RATE_HZ;

/** At 8 kHz, the lowest rate. */
export const LONGEST_AAC_FRAME_SECONDS = FRAME_SAMPLES / 8_000;
