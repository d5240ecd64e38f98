import { expect, test } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { isCommonPassword } from './is-common-password.js';

const listed = COMMON_PASSWORDS.trim().split(/\s+/);

test('the list has 10,000 distinct passwords of valid length', () => {
  expect(new Set(listed).size).toBe(10_000);
  expect(listed.filter((password) => password.length < 8 || password !== password.toLowerCase())).toEqual([]);
});

test('every password in the list is found', () => {
  expect(listed.filter((password) => !isCommonPassword(password))).toEqual([]);
});

test.each([
  ...['password', 'PassWord', '12345678', '1qaz2wsx', 'football', 'iloveyou1'],
  ...[' password ', 'password\n', 'ｐａｓｓｗｏｒｄ', '１２３４５６７８'],
])('"%s" is common', (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each(['correct horse battery', 'passwor', 'xpassword1x', '', ' ', '$(.*)+', `${listed[0]} ${listed[1]}`])(
  '"%s" is not',
  (password) => {
    expect(isCommonPassword(password)).toBe(false);
  },
);
