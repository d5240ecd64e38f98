import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';
import { decodeSegment, folderNames, parseName } from './key-path.js';

/** The position of a walk, which yields only keys after `after`. The caller can advance it during the walk, to skip a prefix. */
export type Cursor = { prefix: string; after: string };
export type FoundKey = { key: string; path: string };

type Child = { name: string; path: string; isFolder: boolean };

const read = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
};

/** S3 sorts by UTF-8 bytes, which is code point order but not UTF-16 order. */
export const compareKeys = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  if (index === length) return a.length - b.length;
  const isLow = (text: string): boolean => (text.charCodeAt(index) & 0xfc00) === 0xdc00;
  if (isLow(a) && isLow(b)) return a.charCodeAt(index) - b.charCodeAt(index);
  return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
};

/** The children of a folder, including names that continue in `c-` folders. */
const childrenOf = async (folder: string, encodedStart = ''): Promise<Child[]> => {
  const children: Child[] = [];
  for (const name of await read(folder)) {
    const entry = parseName(name);
    const path = join(folder, name);
    if (!entry) continue;
    if (entry.kind === 'c') children.push(...(await childrenOf(path, encodedStart + entry.encoded)));
    else children.push({ name: decodeSegment(encodedStart + entry.encoded), path, isFolder: entry.kind === 'd' });
  }
  return children;
};

async function* walk(folder: string, base: string, cursor: Cursor): AsyncGenerator<FoundKey, void, undefined> {
  const children = (await childrenOf(folder))
    .map(({ name, path, isFolder }) => ({ key: base + name + (isFolder ? '/' : ''), path, isFolder }))
    .sort((a, b) => compareKeys(a.key, b.key));
  for (const { key, path, isFolder } of children) {
    const isInside = key.startsWith(cursor.prefix) || (isFolder && cursor.prefix.startsWith(key));
    if (!isInside) continue;
    const isPassed = compareKeys(key, cursor.after) <= 0;
    if (!isFolder && !isPassed) yield { key, path };
    if (isFolder && (!isPassed || cursor.after.startsWith(key))) yield* walk(path, key, cursor);
  }
}

/** All keys that start with the cursor's prefix and sort after its `after`, in S3's order. */
export const walkKeys = (objectsFolder: string, cursor: Cursor): AsyncGenerator<FoundKey, void, undefined> => {
  const base = cursor.prefix.slice(0, cursor.prefix.lastIndexOf('/') + 1);
  return walk(join(objectsFolder, ...folderNames(base)), base, cursor);
};
