import { expect, test } from 'vitest';
import { tokenOf } from './token-of';

test('the token is the first fragment, even if the router has repeated it', () => {
  expect(tokenOf('#AaIv-_9')).toBe('AaIv-_9');
  expect(tokenOf('#AaIv-_9#AaIv-_9')).toBe('AaIv-_9');
  expect(tokenOf('#')).toBe('');
  expect(tokenOf('')).toBe('');
});
