import { expect, test } from 'vitest';
import { decodeToken, encodeToken } from './continuation-token.js';

test.each(['a', 'a b', 'é/\u0001', '\u{10ffff}'])('the name %j survives encoding and decoding', (name) => {
  expect(decodeToken(encodeToken(name))).toBe(name);
});

test.each(['', 'garbage', '1.', '1.YQ==', '1.YQ ', '1.!', `1.${Buffer.from([0xff]).toString('base64url')}`])(
  '%j is rejected as a token',
  (token) => {
    expect(() => decodeToken(token)).toThrow('The continuation token provided is incorrect');
  },
);

test('without a token, the list starts at the beginning', () => {
  expect(decodeToken(undefined)).toBeUndefined();
});
