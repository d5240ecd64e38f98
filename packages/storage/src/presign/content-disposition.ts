export type Disposition = 'inline' | 'attachment';

/** Of RFC 8187 `value-chars`: encodeURIComponent leaves these five, of which only `!` may stay. */
const encodeExtValue = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** What is left of a name for clients that read ASCII only, with nothing that could end the quoted string or the header. */
const asciiOf = (fileName: string): string =>
  fileName
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%/]/g, '_')
    .trim() || 'download';

/**
 * A Content-Disposition by RFC 6266: the real name as `filename*`, an ASCII one beside it. Control characters and lone
 * surrogates are dropped, so no name can add a header.
 */
export const contentDisposition = (disposition: Disposition, fileName: string): string => {
  const clean =
    fileName
      .toWellFormed()
      .replace(/[\p{Cc}\ufffd]/gu, '')
      .trim() || 'download';
  return `${disposition}; filename="${asciiOf(clean)}"; filename*=UTF-8''${encodeExtValue(clean)}`;
};
