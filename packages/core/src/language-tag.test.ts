import { expect, test } from 'vitest';
import { extendedLanguageTag, languageCode, languageTag } from './language-tag.js';

test.each([
  ['deu', 'de'],
  ['ger', 'de'],
  ['fre-ca', 'fr-CA'],
  ['zh-Hans', 'zh-Hans'],
  ['chi', 'zh'],
  ['pt_BR', 'pt-BR'],
  ['sr-latn', 'sr-Latn'],
  ['ENG ', 'en'],
  ['gsw', 'gsw'],
  ['iw', 'he'],
])('%j is the language %s', (language, tag) => expect(languageTag(language)).toBe(tag));

test.each([
  [undefined],
  [''],
  ['und'],
  ['und-Latn'],
  ['mul'],
  ['zxx'],
  ['English'],
  ['eng,fra'],
  ['123'],
  ['x-original'],
  ['en"\n#EXT'],
  [`en-x${'-original'.repeat(4)}`],
])('%j names no language', (language) => {
  expect(languageTag(language)).toBeUndefined();
  expect(languageCode(language)).toBeUndefined();
});

test.each([
  ['de', 'deu'],
  ['ger', 'deu'],
  ['pt-BR', 'por'],
  ['zh-Hans', 'zho'],
  ['gsw', 'gsw'],
])('%j has the ISO 639-2/T code %s', (language, code) => expect(languageCode(language)).toBe(code));

test.each([
  ['pt-BR', 'pt-BR'],
  ['fre-ca', 'fr-CA'],
  ['zh-Hans', 'zh-Hans'],
  ['bh', 'bh'],
  ['de', undefined],
  ['ger', undefined],
  ['gsw', undefined],
  ['und', undefined],
  [undefined, undefined],
])('the three-letter code of %j says less than %j', (language, tag) => {
  expect(extendedLanguageTag(language)).toBe(tag);
});

test('every language with a two-letter code has a three-letter code that means the same', () => {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const tags = letters.flatMap((first) => letters.map((second) => first + second)).filter((tag) => names.of(tag));
  expect(tags.length).toBeGreaterThan(180);
  const changed = tags.filter((tag) => languageTag(languageCode(tag)) !== languageTag(tag));
  // A group of languages, Serbian in Latin script, and Twi, which Unicode counts as a form of Akan.
  expect(changed).toEqual(['bh', 'sh', 'tw']);
});
