import { expect, test } from 'vitest';
import { titleProblem } from './title-problem';

test.each(['', ' ', '\t\n', '\u00a0', '\u3000', '\u200b', '\u2060 \ufeff'])('%j is not a valid title', (title) => {
  expect(titleProblem(title)).toBe('Enter a title.');
});

test.each(['a', ' My film ', '👩‍👩‍👧', '0', '.'])('%j is a valid title', (title) => {
  expect(titleProblem(title)).toBeUndefined();
});
