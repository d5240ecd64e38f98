import { expect, test } from 'vitest';
import { whoToAsk } from './who-to-ask';

const member = (name: string | null, role: 'owner' | 'admin' | 'editor', email = 'x@example.org') => ({
  name,
  role,
  email,
});

test('owners and admins are named with their email addresses', () => {
  const members = [
    member('Ada', 'owner', 'ada@example.org'),
    member('Eve', 'editor'),
    member(null, 'admin', 'bob@example.org'),
  ];
  expect(whoToAsk(members)).toBe('Ada (ada@example.org) or bob@example.org');
  expect(whoToAsk(members.slice(0, 2))).toBe('Ada (ada@example.org)');
  expect(whoToAsk([member('Eve', 'editor')])).toBeUndefined();
});

test('at most three people are named', () => {
  const owners = ['a', 'b', 'c', 'd'].map((name) => member(null, 'owner', name));
  expect(whoToAsk(owners)).toBe('a, b or c');
});
