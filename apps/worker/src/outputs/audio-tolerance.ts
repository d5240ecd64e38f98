import { AAC_FRAME_SECONDS } from '@media/core';

/** Encoder delay and the padded last frame can add this much to a file's duration. */
export const AUDIO_TOLERANCE_SECONDS = 2 * AAC_FRAME_SECONDS;
