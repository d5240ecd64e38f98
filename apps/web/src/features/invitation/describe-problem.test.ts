import { ApiError } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeProblem } from './describe-problem';

test('an invitation that is gone asks for a new one', () => {
  const problem = describeProblem(new ApiError(410, 'INVITATION_GONE', 'Gone.'));
  expect(problem).toMatchObject({ title: 'This invitation is no longer valid', canRetry: false });
  expect(problem.text).toContain('Ask the person who invited you');
});

test('a mistyped link asks for the whole link', () => {
  const problem = describeProblem(new ApiError(422, 'REQUEST_INVALID', 'Invalid.'));
  expect(problem).toMatchObject({ title: 'This link is incomplete', canRetry: false });
});

test('everything else can be tried again', () => {
  expect(describeProblem(new TypeError('Failed to fetch'))).toEqual({
    title: "Couldn't load the invitation",
    text: 'Failed to fetch',
    canRetry: true,
  });
});
