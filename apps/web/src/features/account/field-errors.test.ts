import { ApiError } from '@media/sdk';
import { expect, test } from 'vitest';
import { fieldErrors } from './field-errors';

test('each message goes to its field', () => {
  const error = new ApiError(422, 'REQUEST_INVALID', 'Invalid.', 'id', [
    { path: 'body.email', message: 'No address.' },
    { path: '/password', message: 'Too short.' },
  ]);
  expect(fieldErrors(error)).toEqual({ email: 'No address.', password: 'Too short.' });
});

test('an error code about one field goes to that field', () => {
  expect(fieldErrors(new ApiError(409, 'EMAIL_TAKEN', 'Taken.'))).toEqual({ email: 'Taken.' });
  expect(fieldErrors(new ApiError(422, 'PASSWORD_WRONG', 'Wrong.'))).toEqual({ currentPassword: 'Wrong.' });
});

test('a wrong password goes to the field that the API names', () => {
  const errors = [{ path: 'password', message: 'Not your current password' }];
  const error = new ApiError(422, 'PASSWORD_WRONG', 'Wrong.', 'id', errors);
  expect(fieldErrors(error)).toEqual({ password: 'Wrong.' });
});

test('an error about no particular field goes to none', () => {
  expect(fieldErrors(new ApiError(401, 'CREDENTIALS_WRONG', 'Wrong.'))).toEqual({});
  expect(fieldErrors(new TypeError('Failed to fetch'))).toEqual({});
});
