import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { unfinishedUploads } from './unfinished-uploads';

beforeEach(() => vi.stubGlobal('localStorage', memoryStorage()));
afterEach(() => vi.unstubAllGlobals());
const signIn = (userId: string) => localStorage.setItem('media.user', userId);

const file = { name: 'clip.mp4', size: 5_000, lastModified: 1_700_000_000_000 };
const TARGET = { recipe: 'stream', organizationId: 'home' };
const intent = { file, ...TARGET };

test('a file that is chosen again is recognized until its upload is forgotten', () => {
  unfinishedUploads.remember(intent, 'up-1');
  expect(unfinishedUploads.find({ file: { ...file }, ...TARGET })).toBe('up-1');
  unfinishedUploads.forget(intent);
  expect(unfinishedUploads.find(intent)).toBeUndefined();
});

test.each([
  ['name', { file: { ...file, name: 'other.mp4' }, ...TARGET }],
  ['size', { file: { ...file, size: 5_001 }, ...TARGET }],
  ['modification time', { file: { ...file, lastModified: 1_700_000_000_001 }, ...TARGET }],
  ['recipe', { file, ...TARGET, recipe: 'compress' }],
  ['organization', { file, ...TARGET, organizationId: 'team' }],
])('a different %s makes it another upload', (_, other) => {
  unfinishedUploads.remember(intent, 'up-1');
  expect(unfinishedUploads.find(other)).toBeUndefined();
});

test('the latest upload of a file is resumed', () => {
  unfinishedUploads.remember(intent, 'up-1');
  unfinishedUploads.remember(intent, 'up-2');
  expect(unfinishedUploads.find(intent)).toBe('up-2');
});

test('only the twenty newest uploads are remembered', () => {
  const nth = (number: number) => ({ file: { ...file, name: `${number}.mp4` }, ...TARGET });
  for (let number = 1; number <= 25; number += 1) unfinishedUploads.remember(nth(number), `up-${number}`);
  expect(unfinishedUploads.find(nth(5))).toBeUndefined();
  expect(unfinishedUploads.find(nth(6))).toBe('up-6');
  expect(unfinishedUploads.find(nth(25))).toBe('up-25');
});

test('the targets of a file are known when it is chosen again, newest first', () => {
  unfinishedUploads.remember({ file, ...TARGET, recipe: 'compress' }, 'up-1');
  unfinishedUploads.remember({ file, ...TARGET, organizationId: 'team' }, 'up-2');
  expect(unfinishedUploads.targetsOf({ ...file })).toEqual([
    { recipe: 'stream', organizationId: 'team' },
    { recipe: 'compress', organizationId: 'home' },
  ]);
  expect(unfinishedUploads.targetsOf({ ...file, size: 1 })).toEqual([]);
});

test('uploads of a release without a current organization belong to the personal one', () => {
  signIn('ada');
  const before = { file, recipe: 'stream', uploadId: 'up-1', ownerId: 'ada' };
  localStorage.setItem('media.unfinished', JSON.stringify([before]));
  unfinishedUploads.adopt('personal');
  expect(unfinishedUploads.list()).toMatchObject([{ ...before, organizationId: 'personal' }]);
  unfinishedUploads.adopt('other');
  expect(unfinishedUploads.find({ file, recipe: 'stream', organizationId: 'personal' })).toBe('up-1');
});

test('another user of the same browser does not see an upload, and its owner finds it again', () => {
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

test('a title is remembered with its upload, and does not make it another one', () => {
  unfinishedUploads.remember({ ...intent, title: 'Lighthouse' }, 'up-1');
  expect(unfinishedUploads.find(intent)).toBe('up-1');
  expect(unfinishedUploads.targetsOf(file)).toEqual([{ ...TARGET, title: 'Lighthouse' }]);
});
