import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childTexts, readXml } from './read-xml.js';
import { writeXml } from './write-xml.js';

test('keys survive writing and reading', () => {
  const chars = [
    '<',
    '>',
    '&',
    '"',
    "'",
    ';',
    ']]>',
    '&amp;',
    '#',
    ' ',
    '\r',
    '\n',
    '\u0001',
    '\u0085',
    'ü',
    '😀',
    'a',
  ];
  const key = fc.array(fc.constantFrom(...chars), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const keys = fc.array(key, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(keys, (all) => {
      expect(childTexts(readXml(writeXml('Delete', { Key: all }), 'Delete'), 'Key')).toEqual(all);
    }),
    { numRuns: 50 },
  );
});

test.each([' a ', '<&>"\'', 'a\r\nb\tc', '1e3', '007', 'true', '&amp;', '\u0001', 'ü€😀'])('%j is unchanged', (key) => {
  expect(childTexts(readXml(writeXml('Delete', { Key: key }), 'Delete'), 'Key')).toEqual([key]);
});

test.each([
  ['plain text', 'hello'],
  ['an unclosed element', '<Delete><Key>'],
  ['another document', '<Other><Key>a</Key></Other>'],
  ['a document type', '<!DOCTYPE Delete [<!ENTITY a "b">]><Delete><Key>&a;</Key></Delete>'],
])('%s is malformed', (_, text) => {
  expect(() => readXml(text, 'Delete')).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
});

test('special characters are written as named entities', () => {
  expect(writeXml('ETag', `"<&>'`)).toContain(">&quot;&lt;&amp;&gt;'</ETag>");
});

test('characters that XML forbids are written as numeric references', () => {
  expect(writeXml('Key', 'a\u0001\r\u0085\uffff')).toContain('>a&#x1;&#xD;&#x85;&#xFFFF;</Key>');
});
