/** The encoding of most text that isn't UTF-8. */
export const FALLBACK_ENCODING = 'windows-1252';

/** Text in UTF-8 or, if it isn't valid, in the most likely other encoding. */
export const decodeText = (bytes: Uint8Array): { text: string; isGuessed: boolean } => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    return { text: new TextDecoder(FALLBACK_ENCODING).decode(bytes), isGuessed: true };
  }
};
