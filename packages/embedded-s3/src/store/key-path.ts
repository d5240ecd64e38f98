/**
 * Maps a key to a path below the folder of its bucket. Each segment between slashes becomes one name: `d-` for a folder, `o-` for
 * the object. So `a` and `a/b` can both exist, and no name is `..` or empty. Everything except `[a-z0-9_.-]` is
 * percent-encoded, including capitals, because some file systems ignore case. Names that are too long continue in a folder `c-`.
 */
export type EntryKind = 'd' | 'o' | 'c';
export type Entry = { kind: EntryKind; encoded: string };

/** File systems limit names to 255 bytes. */
const MAX_NAME_CHARS = 200;

const encode = (segment: string): string => {
  let encoded = '';
  for (const byte of Buffer.from(segment)) {
    const char = String.fromCharCode(byte);
    encoded += /[a-z0-9_.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
};

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

/** The path of an object's file below the folder of its bucket, as a list of names. */
export const keyNames = (key: string): string[] => {
  const segments = key.split('/');
  return segments.flatMap((segment, index) => namesOf(segment, index === segments.length - 1 ? 'o' : 'd'));
};

/** The path of the folder for `prefix`, which is empty or ends with a slash. */
export const folderNames = (prefix: string): string[] =>
  prefix
    .split('/')
    .slice(0, -1)
    .flatMap((segment) => namesOf(segment, 'd'));

/** Parses a file or folder name; undefined for files that aren't part of the store. */
export const parseName = (name: string): Entry | undefined => {
  const kind = name[0];
  if (name[1] !== '-' || (kind !== 'd' && kind !== 'o' && kind !== 'c')) return undefined;
  return { kind, encoded: name.slice(2) };
};
