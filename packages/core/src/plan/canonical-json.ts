/**
 * The one JSON text of a value: keys sorted, no spaces, absent and undefined alike.
 * Equal values give equal bytes, so a hash of them names the value (in the manner of RFC 8785).
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sortKeys);

const sortKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
