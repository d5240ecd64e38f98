import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { unfinishedUploads } from './unfinished-uploads';

beforeEach(() => vi.stubGlobal('localStorage', memoryStorage()));
afterEach(() => vi.unstubAllGlobals());
const signIn = (userId: string) => localStorage.setItem('media.user', userId);

const file = { name: 'clip.mp4', size: 5_000, lastModified: 1_700_000_000_000 };
const TARGET = { recipe: 'stream', organizationId: 'home' };
const intent = { file, ...TARGET };

test('a file that is picked again is known again until its upload is forgotten', () => {
  unfinishedUploads.remember(intent, 'up-1');
  expect(unfinishedUploads.find({ file: { ...file }, ...TARGET })).toBe('up-1');
  unfinishedUploads.forget(intent);
  expect(unfinishedUploads.find(intent)).toBeUndefined();
});

test.each([
  ['name', { file: { ...file, name: 'other.mp4' }, ...TARGET }],
  ['size', { file: { ...file, size: 5_001 }, ...TARGET }],
  ['time of change', { file: { ...file, lastModified: 1_700_000_000_001 }, ...TARGET }],
  ['recipe', { file, ...TARGET, recipe: 'compress' }],
  ['organization', { file, ...TARGET, organizationId: 'team' }],
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
  const nth = (number: number) => ({ file: { ...file, name: `${number}.mp4` }, ...TARGET });
  for (let number = 1; number <= 25; number += 1) unfinishedUploads.remember(nth(number), `up-${number}`);
  expect(unfinishedUploads.find(nth(5))).toBeUndefined();
  expect(unfinishedUploads.find(nth(6))).toBe('up-6');
  expect(unfinishedUploads.find(nth(25))).toBe('up-25');
});

test('what a file was to become is known when it is picked again, the last first', () => {
  unfinishedUploads.remember({ file, ...TARGET, recipe: 'compress' }, 'up-1');
  unfinishedUploads.remember({ file, ...TARGET, organizationId: 'team' }, 'up-2');
  expect(unfinishedUploads.targetsOf({ ...file })).toEqual([
    { recipe: 'stream', organizationId: 'team' },
    { recipe: 'compress', organizationId: 'home' },
  ]);
  expect(unfinishedUploads.targetsOf({ ...file, size: 1 })).toEqual([]);
});

test('what a release without a current organization has begun belongs to the personal one', () => {
  signIn('ada');
  const before = { file, recipe: 'stream', uploadId: 'up-1', ownerId: 'ada' };
  localStorage.setItem('media.unfinished', JSON.stringify([before]));
  unfinishedUploads.adopt('personal');
  expect(unfinishedUploads.list()).toMatchObject([{ ...before, organizationId: 'personal' }]);
  unfinishedUploads.adopt('other');
  expect(unfinishedUploads.find({ file, recipe: 'stream', organizationId: 'personal' })).toBe('up-1');
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
