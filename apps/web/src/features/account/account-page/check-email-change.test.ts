import { expect, test } from 'vitest';
import { checkEmailChange, describeSentLink } from './check-email-change';

const CONFIRMED = { email: 'ada@example.org', emailVerifiedAt: '2026-11-30T10:00:00.000Z' };
const UNCONFIRMED = { email: 'ada@example.org', emailVerifiedAt: null };

test('a new address and a password are left to the API', () => {
  expect(checkEmailChange(CONFIRMED, { email: 'eve@example.org', password: 'x' })).toEqual({});
});

test('an empty form has an error for each field', () => {
  expect(Object.keys(checkEmailChange(CONFIRMED, { email: '', password: '' }))).toEqual(['email', 'password']);
});

test('the current address gets another link only until it is confirmed, in whatever case it is typed', () => {
  const fields = { email: 'Ada@example.org', password: 'x' };
  expect(checkEmailChange(CONFIRMED, fields)).toHaveProperty('email');
  expect(checkEmailChange(UNCONFIRMED, fields)).toEqual({});
  expect(describeSentLink(UNCONFIRMED, 'Ada@example.org')).toContain('Open it to confirm your address.');
  expect(describeSentLink(UNCONFIRMED, 'eve@example.org')).toContain('Your address changes when you open it.');
});
