/**
 * RFC 8216 4.2: `AttributeName=AttributeValue` joined by commas. A quoted-string cannot hold a quote or a line break, and there is
 * no way to escape them, so they are replaced; in a URI by percent-encoding.
 */
export const quoted = (text: string): string => `"${text.replace(/["\p{Cc}]+/gu, ' ')}"`;

export const quotedUri = (uri: string): string => `"${safeUri(uri)}"`;

/** A URI on a line of its own must not look like a tag or break the line. */
export const safeUri = (uri: string): string =>
  uri.replace(/["\p{Cc} ]/gu, (character) => encodeURIComponent(character)).replace(/^#/, '%23');

export const attributes = (list: Record<string, string | number | undefined>): string =>
  Object.entries(list)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
