import { expect, test } from 'vitest';
import { checkCredentials } from './check-credentials';

test('an empty form is told what each field wants', () => {
  expect(Object.keys(checkCredentials('signIn', { email: '', password: '' }))).toEqual(['email', 'password']);
});

test('what looks right is left for the API to judge', () => {
  expect(checkCredentials('signIn', { email: 'ada@example.org', password: 'x' })).toEqual({});
  expect(checkCredentials('signUp', { email: 'a+b@sub.example.org', password: '12345678' })).toEqual({});
});

test.each(['ada', 'ada@', '@example.org', 'ada@example', 'a b@example.org'])('%j is no address', (email) => {
  expect(checkCredentials('signIn', { email, password: 'x' })).toHaveProperty('email');
});

test('a password that is chosen is told how much is missing; one that is only entered is not', () => {
  const fields = { email: 'ada@example.org', password: '1234567' };
  expect(checkCredentials('signUp', fields)).toEqual({ password: 'Too short by 1 character.' });
  expect(checkCredentials('signIn', fields)).toEqual({});
});
