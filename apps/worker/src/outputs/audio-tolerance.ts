import { AAC_FRAME_SECONDS } from '@media/core';

/** What encoder delay and the last, filled-up frame may add to the length of a file. */
export const AUDIO_TOLERANCE_SECONDS = 2 * AAC_FRAME_SECONDS;
