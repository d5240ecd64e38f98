import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { requestedPage } from './requested-page';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('signing in continues to the page that was requested before, whose fragment no server sees', () => {
  requestedPage.keep('/videos/42?from=mail');
  expect(requestedPage.signInPath()).toBe('/sign-in?next=%2Fvideos%2F42%3Ffrom%3Dmail');
  requestedPage.keep('/invitations#token');
  expect(requestedPage.signInPath()).toBe('/sign-in?next=%2Finvitations#token');
});

test('it is forgotten when it was reached, and after the time in which a new password can be chosen', () => {
  expect(requestedPage.signInPath()).toBe('/sign-in');
  requestedPage.keep('/account');
  requestedPage.forget();
  expect(requestedPage.signInPath()).toBe('/sign-in');
  requestedPage.keep('/account');
  vi.advanceTimersByTime(3_599_000);
  expect(requestedPage.signInPath()).toBe('/sign-in?next=%2Faccount');
  vi.advanceTimersByTime(1_000);
  expect(requestedPage.signInPath()).toBe('/sign-in');
});

test.each(['', 'not JSON', 'null', '{}', '{"page":"/account"}'])('%j in the storage is ignored', (stored) => {
  localStorage.setItem('media.requested-page', stored);
  expect(requestedPage.signInPath()).toBe('/sign-in');
});
