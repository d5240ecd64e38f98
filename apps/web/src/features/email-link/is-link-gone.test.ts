import { ApiError } from '@media/sdk';
import { expect, test } from 'vitest';
import { isLinkGone } from './is-link-gone';

test('a token that was used, and one that is too long to be one, are both gone', () => {
  expect(isLinkGone(new ApiError(410, 'LINK_GONE', 'Gone.'))).toBe(true);
  const errors = [{ path: 'token', message: 'Too long' }];
  expect(isLinkGone(new ApiError(422, 'REQUEST_INVALID', 'Invalid.', 'id', errors))).toBe(true);
});

test('a refused password and a lost connection leave the link as it is', () => {
  const errors = [{ path: 'password', message: 'Too common' }];
  expect(isLinkGone(new ApiError(422, 'PASSWORD_TOO_COMMON', 'Too common.', 'id', errors))).toBe(false);
  expect(isLinkGone(new TypeError('Failed to fetch'))).toBe(false);
  expect(isLinkGone(null)).toBe(false);
});
