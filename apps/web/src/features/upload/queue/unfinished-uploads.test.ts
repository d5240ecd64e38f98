import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { unfinishedUploads } from './unfinished-uploads';

beforeEach(() => vi.stubGlobal('localStorage', memoryStorage()));
afterEach(() => vi.unstubAllGlobals());
const signIn = (userId: string) => localStorage.setItem('media.user', userId);

const file = { name: 'clip.mp4', size: 5_000, lastModified: 1_700_000_000_000 };
const intent = { file, recipe: 'stream' };

test('a file that is picked again is known again until its upload is forgotten', () => {
  unfinishedUploads.remember(intent, 'up-1');
  expect(unfinishedUploads.find({ file: { ...file }, recipe: 'stream' })).toBe('up-1');
  unfinishedUploads.forget(intent);
  expect(unfinishedUploads.find(intent)).toBeUndefined();
});

test.each([
  ['name', { file: { ...file, name: 'other.mp4' }, recipe: 'stream' }],
  ['size', { file: { ...file, size: 5_001 }, recipe: 'stream' }],
  ['time of change', { file: { ...file, lastModified: 1_700_000_000_001 }, recipe: 'stream' }],
  ['recipe', { file, recipe: 'compress' }],
])('another %s makes it another upload', (_, other) => {
  unfinishedUploads.remember(intent, 'up-1');
  expect(unfinishedUploads.find(other)).toBeUndefined();
});

test('the upload that a file was begun with last is the one to resume', () => {
  unfinishedUploads.remember(intent, 'up-1');
  unfinishedUploads.remember(intent, 'up-2');
  expect(unfinishedUploads.find(intent)).toBe('up-2');
});

test('the twenty newest uploads are kept, and no more', () => {
  const nth = (number: number) => ({ file: { ...file, name: `${number}.mp4` }, recipe: 'stream' });
  for (let number = 1; number <= 25; number += 1) unfinishedUploads.remember(nth(number), `up-${number}`);
  expect(unfinishedUploads.find(nth(5))).toBeUndefined();
  expect(unfinishedUploads.find(nth(6))).toBe('up-6');
  expect(unfinishedUploads.find(nth(25))).toBe('up-25');
});

test('what was to be made of a file is known when it is picked again', () => {
  unfinishedUploads.remember({ file, recipe: 'compress' }, 'up-1');
  expect(unfinishedUploads.recipeOf({ ...file })).toBe('compress');
  expect(unfinishedUploads.recipeOf({ ...file, size: 1 })).toBeUndefined();
});

test('who signs in next on the same browser sees nothing of it, and it is there when its owner is back', () => {
  signIn('ada');
  unfinishedUploads.remember(intent, 'up-1');
  signIn('bob');
  expect(unfinishedUploads.list()).toEqual([]);
  expect(unfinishedUploads.find(intent)).toBeUndefined();
  unfinishedUploads.remember(intent, 'up-2');
  unfinishedUploads.forget(intent);
  signIn('ada');
  expect(unfinishedUploads.list()).toMatchObject([{ ...intent, uploadId: 'up-1' }]);
});
