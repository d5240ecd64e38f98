/**
 * Each decoder thread costs the memory of a frame, x264 threads cost quality, and more than this don't make either faster. By default,
 * both use all processors of the machine, even if this process is limited to fewer.
 */
export const MAX_THREADS = 16;
