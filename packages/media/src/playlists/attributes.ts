/**
 * RFC 8216 4.2: `AttributeName=AttributeValue` joined by commas. A quoted-string can't contain quotes or line breaks, and there is no escape
 * for them, so they are replaced with spaces; in a URI, with percent-encoding.
 */
export const quoted = (text: string): string => `"${text.replace(/["\p{Cc}]+/gu, ' ')}"`;

export const quotedUri = (uri: string): string => `"${safeUri(uri)}"`;

/** A URI on its own line must not look like a tag or contain line breaks. */
export const safeUri = (uri: string): string =>
  uri.replace(/["\p{Cc} ]/gu, (character) => encodeURIComponent(character)).replace(/^#/, '%23');

export const attributes = (list: Record<string, string | number | undefined>): string =>
  Object.entries(list)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
