import { expect, test } from 'vitest';
import { passwordError } from './password-error';

test('says what is wrong and when to try again', () => {
  expect(passwordError({ kind: 'wrong' })).toMatch(/wrong.*try again/);
  expect(passwordError({ kind: 'unreachable' })).toMatch(/connection/);
  expect(passwordError({ kind: 'tooMany', retryAfterSeconds: 240 })).toMatch(/Try again in about 4 min\.$/);
  expect(passwordError({ kind: 'tooMany', retryAfterSeconds: undefined })).toMatch(/Try again in a while\.$/);
});
