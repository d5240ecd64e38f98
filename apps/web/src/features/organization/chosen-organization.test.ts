import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../fixtures/memory-storage';
import { chosenOrganization } from './chosen-organization';

/** Tabs share the local storage; each has its own session storage. */
const openTab = (session = memoryStorage()) => {
  vi.stubGlobal('sessionStorage', session);
  return session;
};

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage());
  openTab();
});
afterEach(() => vi.unstubAllGlobals());

test('starts with no choice, and keeps one choice per user', () => {
  expect(chosenOrganization.read('ada')).toBeNull();
  chosenOrganization.choose('ada', 'team');
  expect(chosenOrganization.read('ada')).toBe('team');
  expect(chosenOrganization.read('bob')).toBeNull();
});

test('a new tab starts with the last choice and then keeps its own', () => {
  const first = openTab();
  chosenOrganization.choose('ada', 'team');
  const second = openTab();
  expect(chosenOrganization.read('ada')).toBe('team');
  chosenOrganization.choose('ada', 'home');
  openTab(first);
  expect(chosenOrganization.read('ada')).toBe('team');
  openTab(second);
  expect(chosenOrganization.read('ada')).toBe('home');
});

test('a tab without a choice keeps its current organization when other tabs choose', () => {
  const first = openTab();
  chosenOrganization.keep('ada', 'home');
  openTab();
  chosenOrganization.choose('ada', 'team');
  openTab(first);
  expect(chosenOrganization.read('ada')).toBe('home');
});

test('listeners are notified once per change until they unsubscribe', () => {
  let calls = 0;
  const unsubscribe = chosenOrganization.subscribe(() => {
    calls += 1;
  });
  chosenOrganization.choose('ada', 'team');
  chosenOrganization.choose('ada', 'team');
  unsubscribe();
  chosenOrganization.choose('ada', 'home');
  expect(calls).toBe(1);
});
