import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../http/s3-error.js';
import { decodeSegment, folderNames, parseName } from './key-path.js';

/** Where a walk stands: only keys behind `after` are met. The one who walks may move it on to skip what is below a prefix. */
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

/** The order of S3: by the bytes of UTF-8, which for code points is their own order, but not the order of UTF-16. */
export const compareKeys = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  if (index === length) return a.length - b.length;
  const isLow = (text: string): boolean => (text.charCodeAt(index) & 0xfc00) === 0xdc00;
  if (isLow(a) && isLow(b)) return a.charCodeAt(index) - b.charCodeAt(index);
  return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
};

/** What is in a folder, names that go on in `c-` folders included. */
const childrenOf = async (folder: string, begun = ''): Promise<Child[]> => {
  const children: Child[] = [];
  for (const name of await read(folder)) {
    const entry = parseName(name);
    const path = join(folder, name);
    if (!entry) continue;
    if (entry.kind === 'c') children.push(...(await childrenOf(path, begun + entry.encoded)));
    else children.push({ name: decodeSegment(begun + entry.encoded), path, isFolder: entry.kind === 'd' });
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

/** All keys that begin with the cursor's prefix and come after its `after`, in S3's order. */
export const walkKeys = (objectsFolder: string, cursor: Cursor): AsyncGenerator<FoundKey, void, undefined> => {
  const base = cursor.prefix.slice(0, cursor.prefix.lastIndexOf('/') + 1);
  return walk(join(objectsFolder, ...folderNames(base)), base, cursor);
};
