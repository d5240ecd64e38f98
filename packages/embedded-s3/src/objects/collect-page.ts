import type { Cursor, FoundKey } from '../store/walk-keys.js';

/** One line of a listing: an object, or a prefix that stands for all keys below it. */
export type Item = { kind: 'object'; key: string; path: string } | { kind: 'prefix'; key: string };
export type Page = { items: Item[]; isTruncated: boolean };

/** Behind every key that begins with a prefix: no character comes after it. */
const PAST = '\u{10ffff}';

/** The prefix up to and with the first delimiter behind `prefix`; undefined if the key has none there. */
export const commonPrefix = (key: string, prefix: string, delimiter: string): string | undefined => {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
};

/** Where to go on after an item. */
const after = (item: Item): string => (item.kind === 'prefix' ? item.key + PAST : item.key);

/** The marker that a listing gives out as the last thing it showed; a prefix stands for everything below it. */
export const markerPosition = (marker: string, prefix: string, delimiter: string): string => {
  const common = commonPrefix(marker, prefix, delimiter);
  return common !== undefined && common === marker ? marker + PAST : marker;
};

/** The next `limit` items of a walk, keys with the same common prefix rolled up into one. */
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
