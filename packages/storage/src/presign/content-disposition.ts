import { cleanLabel } from '@media/core';

export type Disposition = 'inline' | 'attachment';

/** RFC 8187 `value-chars`: of the characters that encodeURIComponent leaves unescaped, it excludes these four. */
const encodeExtValue = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** An ASCII fallback for old clients, without characters that could end the quoted string or the header. */
const asciiOf = (fileName: string): string =>
  fileName
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%/]/g, '_')
    .trim() || 'download';

/**
 * A Content-Disposition header by RFC 6266, with an ASCII fallback in `filename` and the full name in `filename*`. Control
 * characters and lone surrogates are removed, so a name can't inject headers or disguise its extension.
 */
export const contentDisposition = (disposition: Disposition, fileName: string): string => {
  const clean = cleanLabel(fileName.toWellFormed().replaceAll('\ufffd', '')) || 'download';
  return `${disposition}; filename="${asciiOf(clean)}"; filename*=UTF-8''${encodeExtValue(clean)}`;
};
