import { expect, test } from 'vitest';
import { actionOf, type Focus, repeats, speedAfter, volumeAfter } from './shortcuts';

const press = (key: string, focus: Focus = 'player', held: Partial<KeyboardEvent> = {}) =>
  actionOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held }, focus);

test.each([
  ['k', { act: 'togglePlay' }],
  ['K', { act: 'togglePlay' }],
  ['j', { act: 'seekBy', seconds: -10 }],
  ['ArrowRight', { act: 'seekBy', seconds: 10 }],
  ['0', { act: 'seekTo', share: 0 }],
  ['9', { act: 'seekTo', share: 0.9 }],
  ['<', { act: 'speedBy', step: -1 }],
  ['?', { act: 'help' }],
])('%s does %j', (key, action) => {
  expect(press(key)).toEqual(action);
});

test('the focused element keeps the keys it handles itself', () => {
  expect(press(' ', 'button')).toBeUndefined();
  expect(press('m', 'button')).toEqual({ act: 'toggleMute' });
  expect(press('ArrowLeft', 'slider')).toBeUndefined();
  expect(press('j', 'slider')).toEqual({ act: 'seekBy', seconds: -10 });
});

test('while nothing has focus, Space and the arrow keys control the player instead of scrolling', () => {
  expect(press(' ', 'page')).toEqual({ act: 'togglePlay' });
  expect(press('ArrowDown', 'page')).toEqual({ act: 'volumeBy', share: -0.05 });
  expect(press('ArrowUp', 'page')).toEqual({ act: 'volumeBy', share: 0.05 });
  expect(press('ArrowLeft', 'page')).toEqual({ act: 'seekBy', seconds: -10 });
  expect(press('k', 'page')).toEqual({ act: 'togglePlay' });
});

test('Shift with Space or an arrow key keeps its usual meaning', () => {
  expect(press(' ', 'page', { shiftKey: true })).toBeUndefined();
  expect(press('ArrowRight', 'player', { shiftKey: true })).toBeUndefined();
  expect(press('>', 'player', { shiftKey: true })).toEqual({ act: 'speedBy', step: 1 });
});

test('a held key keeps seeking but does not toggle repeatedly', () => {
  expect(repeats({ act: 'seekBy', seconds: 10 })).toBe(true);
  expect(repeats({ act: 'togglePlay' })).toBe(false);
  expect(repeats({ act: 'toggleMute' })).toBe(false);
});

test('the volume stays between 0 and 1', () => {
  expect(volumeAfter(0.02, -0.05)).toBe(0);
  expect(volumeAfter(0.98, 0.05)).toBe(1);
});

test('keys with a modifier, and keys while another element has focus, do nothing', () => {
  expect(press('k', 'elsewhere')).toBeUndefined();
  expect(press('f', 'player', { ctrlKey: true })).toBeUndefined();
  expect(press('l', 'player', { metaKey: true })).toBeUndefined();
  expect(press('Enter')).toBeUndefined();
});

test('speed changes step by step and stops at the slowest and the fastest', () => {
  expect(speedAfter(1, 1)).toBe(1.25);
  expect(speedAfter(1, -1)).toBe(0.75);
  expect(speedAfter(2, 1)).toBe(2);
  expect(speedAfter(0.5, -1)).toBe(0.5);
  expect(speedAfter(1.1, 1)).toBe(1.25);
});
