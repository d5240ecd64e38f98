import { expect, test } from 'vitest';
import { linkParts } from './link-parts';

const urls = (text: string) => linkParts(text).flatMap(({ url }) => url ?? []);

test('finds web addresses and keeps the text around them', () => {
  expect(linkParts('See https://example.org/a?b=1#c now\nand more')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a?b=1#c', url: 'https://example.org/a?b=1#c' },
    { text: ' now\nand more' },
  ]);
  expect(linkParts('Nothing here')).toEqual([{ text: 'Nothing here' }]);
  expect(linkParts('')).toEqual([]);
});

test.each([
  ['Go to https://example.org/a.', 'https://example.org/a'],
  ['(https://example.org/a), really', 'https://example.org/a'],
  ['https://example.org/wiki/Sea_(water)', 'https://example.org/wiki/Sea_(water)'],
  ['(see https://example.org/wiki/Sea_(water)).', 'https://example.org/wiki/Sea_(water)'],
  ['“https://example.org”…', 'https://example.org'],
  ['HTTP://EXAMPLE.ORG/A', 'HTTP://EXAMPLE.ORG/A'],
])('leaves out the punctuation of the sentence: %s', (text, url) => {
  expect(urls(text)).toEqual([url]);
});

test('links nothing but web addresses', () => {
  expect(
    urls('javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org xhttps://example.org'),
  ).toEqual([]);
  expect(urls('https://')).toEqual([]);
  expect(urls('<a href="https://example.org/">')).toEqual(['https://example.org/']);
});

test('no part of the text is lost', () => {
  const text = 'a https://b.example, c (https://d.example/e_(f)) g https://[ h';
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
