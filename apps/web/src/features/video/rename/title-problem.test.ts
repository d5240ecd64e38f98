import { expect, test } from 'vitest';
import { cleanTitle, titleProblem } from './title-problem';

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
