/** A title from a file. Titles are used in playlists, where quotes and line breaks would end the attribute (RFC 8216 4.2). */
export const printable = (text: string): string =>
  text
    .replace(/[\s\p{Cc}"]+/gu, ' ')
    .trim()
    .slice(0, 100);
