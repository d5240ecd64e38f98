import { expect, test } from 'vitest';
import { checkCredentials } from './check-credentials';

test('an empty form has an error for each field', () => {
  expect(Object.keys(checkCredentials('signIn', { email: '', password: '' }))).toEqual(['email', 'password']);
});

test('plausible input is left to the API', () => {
  expect(checkCredentials('signIn', { email: 'ada@example.org', password: 'x' })).toEqual({});
  expect(checkCredentials('signUp', { email: 'a+b@sub.example.org', password: '12345678' })).toEqual({});
});

test.each(['ada', 'ada@', '@example.org', 'ada@example', 'a b@example.org'])('%j is not an email address', (email) => {
  expect(checkCredentials('signIn', { email, password: 'x' })).toHaveProperty('email');
});

test('only a new password is checked for its length', () => {
  const fields = { email: 'ada@example.org', password: '1234567' };
  expect(checkCredentials('signUp', fields)).toEqual({ password: 'Too short: add 1 more character.' });
  expect(checkCredentials('signIn', fields)).toEqual({});
});
