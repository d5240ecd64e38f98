import { expect, test } from 'vitest';
import { defaultTitle } from './default-title.js';

test.each([
  ['Holiday in Rome.mp4', 'Holiday in Rome'],
  ['archive.tar.gz', 'archive.tar'],
  ['.hidden', '.hidden'],
  ['no extension', 'no extension'],
  ['Mr. Smith goes', 'Mr. Smith goes'],
  ['Ünïcödé 🎬.MOV', 'Ünïcödé 🎬'],
])('%j becomes %j', (fileName, title) => {
  expect(defaultTitle(fileName)).toBe(title);
});

test('a long name is cut between characters, not inside one', () => {
  expect(defaultTitle('🎬'.repeat(250))).toBe('🎬'.repeat(200));
});
