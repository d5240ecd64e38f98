import { expect, test } from 'vitest';
import { needsSignIn } from './session-redirect';

test.each(['/videos', '/videos/', '/videos/42', '/account'])('%s is for who has a session', (path) => {
  expect(needsSignIn(path, false)).toBe(true);
  expect(needsSignIn(path, true)).toBe(false);
});

test.each(['/', '/sign-in', '/sign-up', '/embed/42', '/accounts', '/icon.svg', '/x/videos'])(
  '%s is for everybody',
  (path) => {
    expect(needsSignIn(path, false)).toBe(false);
  },
);
