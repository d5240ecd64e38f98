import { CreateUploadRequest, VideoDetails } from '@media/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultTitle } from './default-title.js';

test.each([
  ['Holiday in Rome.mp4', 'Holiday in Rome'],
  ['archive.tar.gz', 'archive.tar'],
  ['.hidden', '.hidden'],
  ['no extension', 'no extension'],
  ['Mr. Smith goes', 'Mr. Smith goes'],
  ['Ünïcödé 🎬.MOV', 'Ünïcödé 🎬'],
  ['holiday\u202e4pm.mov', 'holiday4pm'],
  ['\u202a.mp4', '.mp4'],
  ['\u3164', 'Untitled'],
])('%j becomes %j', (fileName, title) => {
  expect(defaultTitle(fileName)).toBe(title);
});

test.each([
  ['🎬'.repeat(125), '🎬'.repeat(100)],
  ['👩‍👩‍👧'.repeat(30), '👩‍👩‍👧'.repeat(25)],
  ['a\u0301'.repeat(125), 'a\u0301'.repeat(100)],
])('%j is cut between characters, not inside one', (fileName, title) => {
  expect(defaultTitle(fileName)).toBe(title);
});

test('every file name leads to a valid title', () => {
  const chars = [
    '\u202e',
    '\u200b',
    '\u2028',
    '\u0301',
    '\u200d',
    '👩',
    '🇩',
    'é',
    'a',
    '.',
    ' ',
    '/',
    '\ufeff',
    '\u3164',
  ];
  const names = fc.array(fc.constantFrom(...chars), { minLength: 1, maxLength: 255 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(names, (fileName) => {
      if (!CreateUploadRequest.safeParse({ fileName, sizeBytes: 1 }).success) return;
      const title = defaultTitle(fileName);
      expect(VideoDetails.parse({ title })).toEqual({ title });
    }),
  );
});
