import { expect, test } from 'vitest';
import { declaredName, declaredType } from './upload-source.js';

test.each([
  ['clip.mp4', 'clip.mp4'],
  ['two\nlines\u0000.mov', 'two lines .mov'],
  ['  \n ', 'video'],
  [`${'x'.repeat(300)}.mkv`, `${'x'.repeat(251)}.mkv`],
])('the file name %j is declared as %j', (name, declared) => {
  expect(declaredName(name)).toBe(declared);
});

test.each([
  ['video/mp4', 'video/mp4'],
  ['video/webm; codecs="vp9"', 'video/webm'],
  ['', undefined],
  ['junk', undefined],
])('the media type %j is declared as %j', (type, declared) => {
  expect(declaredType(type)).toBe(declared);
});
