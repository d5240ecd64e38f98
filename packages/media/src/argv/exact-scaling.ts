/** Without these flags, the scaler is off by up to 4 of 255 and halves the resolution of chroma. */
export const EXACT = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';
