import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { ADVICE, adviceFor, canProcessAgain, needsAnotherFile } from './failure-advice';

const CODES = Object.keys(ADVICE) as (keyof typeof ADVICE)[];
const failed = (code?: string) => ({ status: 'failed', error: code && { code, message: '' } }) as unknown as VideoView;

test.each(CODES)('what the advice for %s tells people to do is what the buttons do', (code) => {
  const { text, actions } = ADVICE[code];
  expect(/\bupload\b/i.test(text), 'upload').toBe(actions.includes('upload'));
  expect(/\boutput preset\b/.test(text), 'preset').toBe(actions.includes('preset'));
  expect(/\btry again\b/.test(text), 'retry').toBe(actions.includes('retry'));
});

test('every failure that is due to the source can be answered with another file', () => {
  const codes = CODES.filter((code) => code.startsWith('SOURCE_'));
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !ADVICE[code].actions.includes('upload'))).toEqual([]);
});

test('a failure of the service is retried first, and so is one that this page does not know', () => {
  expect(adviceFor(failed('WORKER_LOST'))?.actions).toEqual(['retry']);
  expect(adviceFor(failed())?.actions).toEqual(['retry']);
  expect(adviceFor(failed('OF_A_NEWER_API'))?.actions).toEqual(['retry']);
});

test('only a failed video gets advice, and only one that another run can help is run again', () => {
  expect(adviceFor({ status: 'completed' })).toBeUndefined();
  expect(canProcessAgain({ status: 'completed' })).toBe(true);
  expect(canProcessAgain({ status: 'cancelled' })).toBe(true);
  expect(canProcessAgain(failed('STORAGE_UNAVAILABLE'))).toBe(true);
  expect(canProcessAgain(failed('SOURCE_NOT_MEDIA'))).toBe(false);
  expect(canProcessAgain(failed('SOURCE_NO_VIDEO'))).toBe(false);
});

test('a video that an output preset can help does not need another file', () => {
  expect(needsAnotherFile(failed('SOURCE_DAMAGED'))).toBe(true);
  expect(needsAnotherFile(failed('SOURCE_NO_VIDEO'))).toBe(false);
  expect(needsAnotherFile(failed('DISK_FULL'))).toBe(false);
  expect(needsAnotherFile({ status: 'completed' })).toBe(false);
});
