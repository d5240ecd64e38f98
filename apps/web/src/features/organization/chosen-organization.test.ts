import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../fixtures/memory-storage';
import { chosenOrganization } from './chosen-organization';

/** A tab shares the local storage with the others and has a session storage of its own. */
const openTab = (session = memoryStorage()) => {
  vi.stubGlobal('sessionStorage', session);
  return session;
};

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage());
  openTab();
});
afterEach(() => vi.unstubAllGlobals());

test('nothing is chosen at first, and each user of a browser chooses alone', () => {
  expect(chosenOrganization.read('ada')).toBeNull();
  chosenOrganization.choose('ada', 'team');
  expect(chosenOrganization.read('ada')).toBe('team');
  expect(chosenOrganization.read('bob')).toBeNull();
});

test('a new tab begins with the last choice, and keeps its own from then on', () => {
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

test('a tab that chose nothing keeps what it works in, whatever others choose', () => {
  const first = openTab();
  chosenOrganization.keep('ada', 'home');
  openTab();
  chosenOrganization.choose('ada', 'team');
  openTab(first);
  expect(chosenOrganization.read('ada')).toBe('home');
});

test('listeners hear of a choice, once, until they leave', () => {
  let heard = 0;
  const leave = chosenOrganization.subscribe(() => {
    heard += 1;
  });
  chosenOrganization.choose('ada', 'team');
  chosenOrganization.choose('ada', 'team');
  leave();
  chosenOrganization.choose('ada', 'home');
  expect(heard).toBe(1);
});
