import { expect, test } from 'vitest';
import { searchPatterns } from './search-patterns.js';

test.each([
  ['beach  Rome', ['%beach%', '%Rome%']],
  ['IMG_0042.mov', ['%IMG 0042 mov%']],
  ['a é', ['% a%', '% é%']],
  ['海 夜', ['%海%', '%夜%']],
  ['100% \\', ['%100\\%%', '%\\\\%']],
  ['-- ... _', []],
])('the words of %j become patterns', (text, patterns) => {
  expect(searchPatterns(text)).toEqual(patterns);
});
