import { readFileSync } from 'node:fs';
import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { ADVICE, adviceFor, canProcessAgain, needsAnotherFile } from './failure-advice';

const CODES = Object.keys(ADVICE) as (keyof typeof ADVICE)[];
const failed = (code?: string) => ({ status: 'failed', error: code && { code, message: '' } }) as unknown as VideoView;

/** A test of the API keeps this page equal to the error catalog. */
const PAGE = readFileSync(new URL('../../../../../docs/errors.md', import.meta.url), 'utf8');
const TEXTS = new Map([...PAGE.matchAll(/^\| `(\w+)` \|.*\| (.+) \|$/gm)].map(([, code, text = '']) => [code, text]));

test.each(CODES)('the buttons for %s do what its message suggests', (code) => {
  const { actions } = ADVICE[code];
  const text = TEXTS.get(code) ?? '';
  expect(/\bupload\b/i.test(text), 'upload').toBe(actions.includes('upload'));
  expect(/\boutput preset\b/.test(text), 'preset').toBe(actions.includes('preset'));
  expect(/\btry again\b/i.test(text), 'retry').toBe(actions.includes('retry'));
});

test('every failure of a source offers to upload another file', () => {
  const codes = CODES.filter((code) => code.startsWith('SOURCE_'));
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !ADVICE[code].actions.includes('upload'))).toEqual([]);
});

test('a failure of the service offers a retry, and so does an unknown code', () => {
  expect(adviceFor(failed('WORKER_LOST'))?.actions).toEqual(['retry']);
  expect(adviceFor(failed())?.actions).toEqual(['retry']);
  expect(adviceFor(failed('OF_A_NEWER_API'))?.actions).toEqual(['retry']);
});

test('only a failed video gets advice, and only one that a retry can help can be processed again', () => {
  expect(adviceFor({ status: 'completed' })).toBeUndefined();
  expect(canProcessAgain({ status: 'completed' })).toBe(true);
  expect(canProcessAgain({ status: 'cancelled' })).toBe(true);
  expect(canProcessAgain(failed('STORAGE_UNAVAILABLE'))).toBe(true);
  expect(canProcessAgain(failed('SOURCE_NOT_MEDIA'))).toBe(false);
  expect(canProcessAgain(failed('SOURCE_NO_VIDEO'))).toBe(false);
});

test('only a failure that no retry and no output preset can help needs another file', () => {
  expect(needsAnotherFile(failed('SOURCE_DAMAGED'))).toBe(true);
  expect(needsAnotherFile(failed('SOURCE_NO_VIDEO'))).toBe(false);
  expect(needsAnotherFile(failed('DISK_FULL'))).toBe(false);
  expect(needsAnotherFile({ status: 'completed' })).toBe(false);
});
