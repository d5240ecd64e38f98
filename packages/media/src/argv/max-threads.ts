/**
 * Decoder threads cost memory, a frame each, and x264's cost quality; neither gains by more. Left to themselves both
 * count the processors of the whole machine, not those this process may use.
 */
export const MAX_THREADS = 16;
