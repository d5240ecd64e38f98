import { expect, test } from 'vitest';
import { refusalProblems } from './judge.ts';

const failure = {
  code: 'REQUEST_INVALID',
  message: 'Not valid.',
  errors: [{ path: 'sizeBytes', message: 'Is empty' }],
};

const problems = (code: string, words: string) =>
  refusalProblems({ seconds: 0, audios: [], refused: { code, words } }, failure);

test('a failure is right if its code matches, and its message or the errors of its fields', () => {
  expect(problems('^REQUEST_', 'sizeBytes: is empty')).toEqual([]);
  expect(problems('^REQUEST_', '^not valid')).toEqual([]);
  expect(problems('^REQUEST_', 'damaged')).toEqual(['failed with REQUEST_INVALID Not valid. sizeBytes: Is empty']);
  expect(problems('^SOURCE_', 'is empty')).toHaveLength(1);
});
