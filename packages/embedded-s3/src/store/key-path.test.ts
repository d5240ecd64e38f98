import { join, normalize } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSegment, keyNames, parseName } from './key-path.js';

const decodeNames = (names: string[]): string => {
  let [key, begun] = ['', ''];
  for (const name of names) {
    const entry = parseName(name);
    if (!entry) throw new Error(`not one of ours: ${name}`);
    begun += entry.encoded;
    if (entry.kind === 'c') continue;
    key += decodeSegment(begun) + (entry.kind === 'd' ? '/' : '');
    begun = '';
  }
  return key;
};

/** Joined by hand: fc.string with units of its own takes minutes for strings of this length. */
const text = (units: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(units, { minLength, maxLength, size: 'max' }).map((parts) => parts.join(''));

const anyKey = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  text(fc.constantFrom('..', '/', '.', 'a', 'A', 'o-a', 'd-', '%2F', ' ', '\\', 'ü', '\u0000', '😀'), 1, 20),
  text(fc.constantFrom('a', 'Z', '€'), 150, 330),
);

test('every key comes back from its names, so no two keys share a file', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      expect(decodeNames(keyNames(key))).toBe(key.toWellFormed());
    }),
  );
});

test('no key leaves the folder, and every name fits a file system that ignores case', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const names = keyNames(key);
      expect(normalize(join('/data', ...names))).toBe(`/data/${names.join('/')}`);
      for (const name of names) expect(name).toMatch(/^[cdo]-[a-z0-9_.%A-F-]*$/);
      for (const name of names) expect(name.length).toBeLessThanOrEqual(202);
    }),
  );
});

test('a key and a key below it live side by side', () => {
  expect(keyNames('a')).toEqual(['o-a']);
  expect(keyNames('a/b')).toEqual(['d-a', 'o-b']);
  expect(keyNames('a/')).toEqual(['d-a', 'o-']);
  expect(keyNames('../A//b')).toEqual(['d-..', 'd-%41', 'd-', 'o-b']);
});
