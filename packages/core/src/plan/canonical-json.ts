/**
 * Canonical JSON in the style of RFC 8785: sorted keys, no spaces, undefined left out. Equal values give equal bytes, so their
 * hash identifies the value.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sortKeys);

const sortKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
