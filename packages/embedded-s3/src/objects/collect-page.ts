import type { Cursor, FoundKey } from '../store/walk-keys.js';

/** An entry of a listing: an object, or a common prefix of several. */
export type Item = { kind: 'object'; key: string; path: string } | { kind: 'prefix'; key: string };
export type Page = { items: Item[]; isTruncated: boolean };

/** The last code point: prefix + this sorts after all keys with the prefix. */
const LAST_CHAR = '\u{10ffff}';

/** The key up to and including the first delimiter after `prefix`; undefined if there is none. */
export const commonPrefix = (key: string, prefix: string, delimiter: string): string | undefined => {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
};

const after = (item: Item): string => (item.kind === 'prefix' ? item.key + LAST_CHAR : item.key);

/** The position after which a listing continues: after the marker, or after all keys below it if it is a common prefix. */
export const markerPosition = (marker: string, prefix: string, delimiter: string): string => {
  const common = commonPrefix(marker, prefix, delimiter);
  return common !== undefined && common === marker ? marker + LAST_CHAR : marker;
};

/** The next `limit` items of a walk. Keys with the same common prefix are rolled up. */
export const collectPage = async (
  cursor: Cursor,
  walk: (cursor: Cursor) => AsyncIterable<FoundKey>,
  { delimiter, limit }: { delimiter: string; limit: number },
): Promise<Page> => {
  const items: Item[] = [];
  if (limit === 0) return { items, isTruncated: false };
  for await (const { key, path } of walk(cursor)) {
    if (items.length === limit) return { items, isTruncated: true };
    const common = commonPrefix(key, cursor.prefix, delimiter);
    const item: Item = common === undefined ? { kind: 'object', key, path } : { kind: 'prefix', key: common };
    items.push(item);
    cursor.after = after(item);
  }
  return { items, isTruncated: false };
};
