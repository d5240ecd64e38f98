import { ApiError } from '@media/sdk';
import { expect, test } from 'vitest';
import { fieldErrors } from './field-errors';

test('each message stands at its field', () => {
  const error = new ApiError(422, 'REQUEST_INVALID', 'Invalid.', 'id', [
    { path: 'body.email', message: 'No address.' },
    { path: '/password', message: 'Too short.' },
  ]);
  expect(fieldErrors(error)).toEqual({ email: 'No address.', password: 'Too short.' });
});

test('a refusal that is about one field stands there, too', () => {
  expect(fieldErrors(new ApiError(409, 'EMAIL_TAKEN', 'Taken.'))).toEqual({ email: 'Taken.' });
  expect(fieldErrors(new ApiError(422, 'PASSWORD_WRONG', 'Wrong.'))).toEqual({ currentPassword: 'Wrong.' });
});

test('what is about no field stands at none', () => {
  expect(fieldErrors(new ApiError(401, 'CREDENTIALS_WRONG', 'Wrong.'))).toEqual({});
  expect(fieldErrors(new TypeError('Failed to fetch'))).toEqual({});
});
