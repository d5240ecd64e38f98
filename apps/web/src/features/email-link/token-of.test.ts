import { expect, test } from 'vitest';
import { tokenOf } from './token-of';

test('the token is the last fragment, also after the router has kept an earlier one', () => {
  expect(tokenOf('#AaIv-_9')).toBe('AaIv-_9');
  expect(tokenOf('#AaIv-_9#AaIv-_9')).toBe('AaIv-_9');
  expect(tokenOf('#earlier#AaIv-_9')).toBe('AaIv-_9');
  expect(tokenOf('#')).toBe('');
  expect(tokenOf('')).toBe('');
});
