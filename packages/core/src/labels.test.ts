import { expect, test } from 'vitest';
import { cleanLabel, hasControls, isVisible, trimInvisible } from './labels.js';

test.each(['a\nb', 'a\u0085', 'a\u2028b', 'x\u202egpj.exe', '\u2066a\u2069', 'a\u200e', 'a\u200f', 'a\u061c'])(
  '%j contains a control character',
  (label) => {
    expect(hasControls(label)).toBe(true);
  },
);

// In order: families, professions and flags of emoji, joiners of Persian and Hindi words, right-to-left words.
test.each(['👩‍👩‍👧', '👩🏽‍🚀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', 'می‌خواهم', 'क्‍ष', 'שלום עולם', 'مرحبا', 'e\u0301', '.'])(
  '%j is visible and contains no control character',
  (label) => {
    expect([isVisible(label), hasControls(label), cleanLabel(label)]).toEqual([true, false, label]);
  },
);

test.each(['', ' ', '\u200b', '\u200d\u200c', '\ufe0f', '\ufeff', '\u3164', '\uffa0', '\u115f', '\u00ad', '\u2800'])(
  'nothing of %j can be seen',
  (label) => {
    expect([isVisible(label), cleanLabel(label)]).toEqual([false, '']);
  },
);

test.each([
  ['two\r\nlines\t', 'two lines'],
  ['\u202aC:\\clip\u202c', 'C:\\clip'],
  ['holiday\u202e4pm.', 'holiday4pm.'],
  ['\u2067 \u200b \u2069', ''],
])('%j is cleaned to %j', (label, cleaned) => {
  expect(cleanLabel(label)).toBe(cleaned);
});

test.each([
  ['\u202a holiday\u202c ', 'holiday'],
  ['a\u200fb', 'a\u200fb'],
  ['\u200b', ''],
])('to search for %j, %j is compared', (text, trimmed) => {
  expect(trimInvisible(text)).toBe(trimmed);
});
