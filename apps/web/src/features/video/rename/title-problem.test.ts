import { UpdateVideoRequest } from '@media/contracts';
import { expect, test } from 'vitest';
import { cleanTitle, MAX_TITLE_LENGTH, titleProblem } from './title-problem';

const isAccepted = (title: string): boolean => UpdateVideoRequest.safeParse({ title }).success;

test.each(['', ' ', '\t\n', '\u00a0', '\u3000', '\u200b', '\u2060 \ufeff', '\u202e', '\u3164', '\ufe0f'])(
  '%j is not a valid title',
  (title) => {
    expect(titleProblem(title)).toBe('Enter a title.');
  },
);

test.each(['a', ' My film ', '👩‍👩‍👧', '0', '.'])('%j is a valid title', (title) => {
  expect(titleProblem(title)).toBeUndefined();
});

test.each([
  [' My film ', 'My film'],
  ['two\tlines\u2028', 'two lines'],
  ['\u202amp4.\u202eexe\u200f', 'mp4.exe'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
  ['می‌خواهم', 'می‌خواهم'],
])('%j is sent as %j', (title, sent) => {
  expect(cleanTitle(title)).toBe(sent);
});

/** The Basic Multilingual Plane without surrogates, and the other planes' controls, tags and variation selectors. */
const CHARACTERS = [
  [0x0, 0xd800],
  [0xe000, 0x10000],
  [0x1bca0, 0x1bcb0],
  [0x1d170, 0x1d180],
  [0xe0000, 0xe0200],
].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from }, (_, index) => String.fromCodePoint(from + index)));

test('the API accepts the same titles', () => {
  expect(CHARACTERS.filter((character) => isAccepted(character) !== (titleProblem(character) === undefined))).toEqual(
    [],
  );
  expect(CHARACTERS.filter((character) => !isAccepted(cleanTitle(`a${character}b`)))).toEqual([]);
  expect([0, 1].map((more) => isAccepted('a'.repeat(MAX_TITLE_LENGTH + more)))).toEqual([true, false]);
});
