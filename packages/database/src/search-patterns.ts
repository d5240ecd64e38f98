/** Escapes `%`, `_` and `\` for LIKE. What separates words in file names has become a space before. */
const escaped = (part: string): string => part.replace(/[%_\\]/g, '\\$&');

/** One or two letters or digits are in almost every text, so they must begin a word. Other scripts have words of one character. */
const isShort = (part: string): boolean => /^[a-z0-9]{1,2}$/i.test(part.normalize('NFKD').replace(/\p{M}/gu, ''));

/**
 * LIKE patterns that `search_text` must match for a text to be found, one for each word. What is written without spaces must be found in one
 * piece: `IMG_0042` finds `img 0042`. Pure.
 */
export const searchPatterns = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((part) => part.replace(/[_.-]+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => (isShort(part) ? `% ${part}%` : `%${escaped(part)}%`));
