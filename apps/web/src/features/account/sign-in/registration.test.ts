import { expect, test } from 'vitest';
import { canSignUp } from './registration';

test('everybody can sign up, only the invited, or nobody', () => {
  expect([canSignUp('open', false), canSignUp('open', true)]).toEqual([true, true]);
  expect([canSignUp('invitation', false), canSignUp('invitation', true)]).toEqual([false, true]);
  expect([canSignUp('closed', false), canSignUp('closed', true)]).toEqual([false, false]);
});
