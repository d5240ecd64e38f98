import { expect, test } from 'vitest';
import { actionOf, type Focus, repeats, speedAfter, volumeAfter } from './shortcuts';

const press = (key: string, focus: Focus = 'player', held: Partial<KeyboardEvent> = {}) =>
  actionOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held }, focus);

test.each([
  ['k', { act: 'playOrPause' }],
  ['K', { act: 'playOrPause' }],
  ['j', { act: 'seekBy', seconds: -10 }],
  ['ArrowRight', { act: 'seekBy', seconds: 10 }],
  ['0', { act: 'seekTo', share: 0 }],
  ['9', { act: 'seekTo', share: 0.9 }],
  ['<', { act: 'speedBy', step: -1 }],
  ['?', { act: 'help' }],
])('%s does what the help says', (key, action) => {
  expect(press(key)).toEqual(action);
});

test('a key that the focused thing uses itself is left to it', () => {
  expect(press(' ', 'button')).toBeUndefined();
  expect(press('m', 'button')).toEqual({ act: 'muteOrNot' });
  expect(press('ArrowLeft', 'slider')).toBeUndefined();
  expect(press('j', 'slider')).toEqual({ act: 'seekBy', seconds: -10 });
});

test('while nothing has the focus, Space and the arrow keys are the player’s and not the page’s', () => {
  expect(press(' ', 'page')).toEqual({ act: 'playOrPause' });
  expect(press('ArrowDown', 'page')).toEqual({ act: 'volumeBy', share: -0.05 });
  expect(press('ArrowUp', 'page')).toEqual({ act: 'volumeBy', share: 0.05 });
  expect(press('ArrowLeft', 'page')).toEqual({ act: 'seekBy', seconds: -10 });
  expect(press('k', 'page')).toEqual({ act: 'playOrPause' });
});

test('Shift with Space or an arrow key scrolls and selects as everywhere', () => {
  expect(press(' ', 'page', { shiftKey: true })).toBeUndefined();
  expect(press('ArrowRight', 'player', { shiftKey: true })).toBeUndefined();
  expect(press('>', 'player', { shiftKey: true })).toEqual({ act: 'speedBy', step: 1 });
});

test('a key that is held down seeks on, but does not flicker between on and off', () => {
  expect(repeats({ act: 'seekBy', seconds: 10 })).toBe(true);
  expect(repeats({ act: 'playOrPause' })).toBe(false);
  expect(repeats({ act: 'muteOrNot' })).toBe(false);
});

test('the volume stays between nothing and all', () => {
  expect(volumeAfter(0.02, -0.05)).toBe(0);
  expect(volumeAfter(0.98, 0.05)).toBe(1);
});

test('no key reaches the player while something else has the keyboard, or with a modifier', () => {
  expect(press('k', 'elsewhere')).toBeUndefined();
  expect(press('f', 'player', { ctrlKey: true })).toBeUndefined();
  expect(press('l', 'player', { metaKey: true })).toBeUndefined();
  expect(press('Enter')).toBeUndefined();
});

test('speeds go step by step and end at the slowest and the fastest', () => {
  expect(speedAfter(1, 1)).toBe(1.25);
  expect(speedAfter(1, -1)).toBe(0.75);
  expect(speedAfter(2, 1)).toBe(2);
  expect(speedAfter(0.5, -1)).toBe(0.5);
  expect(speedAfter(1.1, 1)).toBe(1.25);
});
