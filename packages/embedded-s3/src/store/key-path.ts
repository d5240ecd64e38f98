/**
 * Where a key lives below the folder of its bucket. Every segment between slashes becomes one name: `d-` (a folder on the
 * way), `o-` (the object itself), so that `a` and `a/b` live side by side, and no name is ever `..` or empty. Everything
 * but `[a-z0-9_.-]` is percent-encoded, capitals too, because some file systems take `A` for `a`. Names too long for a
 * file system go on in a folder `c-`.
 */
export type EntryKind = 'd' | 'o' | 'c';
export type Entry = { kind: EntryKind; encoded: string };

/** File systems allow 255 bytes a name. */
const MAX_NAME_CHARS = 200;

const encode = (segment: string): string => {
  let encoded = '';
  for (const byte of Buffer.from(segment)) {
    const char = String.fromCharCode(byte);
    encoded += /[a-z0-9_.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
};

/** The segment of a key that an encoded name stands for. */
export const decodeSegment = (encoded: string): string => decodeURIComponent(encoded);

const namesOf = (segment: string, kind: 'd' | 'o'): string[] => {
  const encoded = encode(segment);
  const names: string[] = [];
  let start = 0;
  for (; encoded.length - start > MAX_NAME_CHARS; start += MAX_NAME_CHARS) {
    names.push(`c-${encoded.slice(start, start + MAX_NAME_CHARS)}`);
  }
  return [...names, `${kind}-${encoded.slice(start)}`];
};

/** The names from the folder of the bucket down to the file of the object. */
export const keyNames = (key: string): string[] => {
  const segments = key.split('/');
  return segments.flatMap((segment, index) => namesOf(segment, index === segments.length - 1 ? 'o' : 'd'));
};

/** The names down to the folder of everything below `prefix`, which is empty or ends in a slash. */
export const folderNames = (prefix: string): string[] =>
  prefix
    .split('/')
    .slice(0, -1)
    .flatMap((segment) => namesOf(segment, 'd'));

/** What a name in the folder of a bucket stands for; undefined for files that others put there. */
export const parseName = (name: string): Entry | undefined => {
  const kind = name[0];
  if (name[1] !== '-' || (kind !== 'd' && kind !== 'o' && kind !== 'c')) return undefined;
  return { kind, encoded: name.slice(2) };
};
