/** ISO/IEC 14496-3. Encoder priming is one frame long. */
const FRAME_SAMPLES = 1024;

/** The sample rate of all encoded audio, because every player supports it. */
export const AUDIO_SAMPLE_RATE_HZ = 48_000;

export const AAC_FRAME_SECONDS = FRAME_SAMPLES / AUDIO_SAMPLE_RATE_HZ;

/** At 8 kHz, the lowest sample rate. */
export const LONGEST_AAC_FRAME_SECONDS = FRAME_SAMPLES / 8_000;
