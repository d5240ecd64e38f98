const LETTERS = 2;

/** One or two letters that stand for a name; of an address, its first letter. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    // By code points, so that no character is cut in two.
    .map((word) => [...word][0] ?? '')
    .slice(0, LETTERS)
    .join('')
    .toLocaleUpperCase('en');
