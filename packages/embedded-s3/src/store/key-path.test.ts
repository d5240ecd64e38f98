import { join, normalize } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSegment, keyNames, parseName } from './key-path.js';

const decodeNames = (names: string[]): string => {
  let [key, encoded] = ['', ''];
  for (const name of names) {
    const entry = parseName(name);
    if (!entry) throw new Error(`not a valid name: ${name}`);
    encoded += entry.encoded;
    if (entry.kind === 'c') continue;
    key += decodeSegment(encoded) + (entry.kind === 'd' ? '/' : '');
    encoded = '';
  }
  return key;
};

/** Joins characters itself, because fc.string with custom units takes minutes at this length. */
const text = (units: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(units, { minLength, maxLength, size: 'max' }).map((parts) => parts.join(''));

const anyKey = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  text(fc.constantFrom('..', '/', '.', 'a', 'A', 'o-a', 'd-', '%2F', ' ', '\\', 'ü', '\u0000', '😀'), 1, 20),
  text(fc.constantFrom('a', 'Z', '€'), 150, 330),
);

test('every key can be decoded from its path, so no two keys share a file', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      expect(decodeNames(keyNames(key))).toBe(key.toWellFormed());
    }),
  );
});

test('no key escapes the folder, and every name works on a case-insensitive file system', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const names = keyNames(key);
      expect(normalize(join('/data', ...names))).toBe(`/data/${names.join('/')}`);
      for (const name of names) expect(name).toMatch(/^[cdo]-[a-z0-9_.%A-F-]*$/);
      for (const name of names) expect(name.length).toBeLessThanOrEqual(202);
    }),
  );
});

test('a key and a key below it can both exist', () => {
  expect(keyNames('a')).toEqual(['o-a']);
  expect(keyNames('a/b')).toEqual(['d-a', 'o-b']);
  expect(keyNames('a/')).toEqual(['d-a', 'o-']);
  expect(keyNames('../A//b')).toEqual(['d-..', 'd-%41', 'd-', 'o-b']);
});
