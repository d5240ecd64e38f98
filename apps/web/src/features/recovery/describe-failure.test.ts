import { ApiError } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeFailure } from './describe-failure';

test('a used link says where to request a new one, signed in or not', () => {
  const gone = new ApiError(410, 'LINK_GONE', 'Gone.');
  expect(describeFailure(gone, true)).toMatchObject({ title: 'This link no longer works', canRetry: false });
  expect(describeFailure(gone, true).text).toContain('On your account page, you can see whether it is');
  expect(describeFailure(gone, false).text).toContain('Sign in to see whether it is, and request a new link.');
  expect(describeFailure(null, false)).toEqual(describeFailure(gone, false));
});

test('an address that another account has by now asks for another one', () => {
  const failure = describeFailure(new ApiError(409, 'EMAIL_TAKEN', 'Taken.'), true);
  expect(failure).toMatchObject({ title: 'This address belongs to another account', canRetry: false });
  expect(failure.text).toContain('Choose another one on your account page');
});

test('everything else can be tried again', () => {
  const limited = new ApiError(429, 'RATE_LIMITED', 'Too many attempts. Wait a moment and try again.');
  expect(describeFailure(limited, true)).toEqual({
    title: "Couldn't confirm your email address",
    text: 'Too many attempts. Wait a moment and try again.',
    canRetry: true,
  });
});
