import { expect, test } from 'vitest';
import { mergeWarnings } from './merge-warnings.js';
import { type SourceWarning, warningText } from './source-warnings.js';

const LEFT_OUT: SourceWarning = { code: 'AUDIO_TRACKS_LEFT_OUT', tracks: [{ track: 9, label: 'Comments' }], limit: 8 };
const lost = (frames: number, afterMs: number): SourceWarning => ({ code: 'FRAMES_LOST', frames, afterMs });

test('a warning that several tasks found is listed once', () => {
  const other: SourceWarning = { ...LEFT_OUT, limit: 2 };
  expect(mergeWarnings([LEFT_OUT, { ...LEFT_OUT }, other])).toEqual([LEFT_OUT, other]);
});

test('lost frames of all chunks are counted together and those of one chunk once, with the time of the first', () => {
  const [merged, ...rest] = mergeWarnings([lost(2, 8_000), lost(3, 4_000), lost(1, 4_000)]);
  expect(rest).toEqual([]);
  expect(merged && warningText(merged)).toBe(
    "The file is damaged: 5 frames couldn't be decoded, the first of them after 0:04. The previous frame is shown for longer instead.",
  );
});

test('damaged frames of all chunks are counted together, with the times of the first and the last', () => {
  const damaged = (frames: number, afterMs: number, untilMs: number): SourceWarning => ({
    ...{ code: 'VIDEO_DAMAGED', frames, afterMs, untilMs },
  });
  const [merged, ...rest] = mergeWarnings([
    damaged(2, 8_000, 9_000),
    damaged(3, 4_000, 5_000),
    damaged(3, 4_000, 5_000),
  ]);
  expect(rest).toEqual([]);
  expect(merged && warningText(merged)).toBe(
    "The file is damaged: parts of 5 frames between 0:04 and 0:09 couldn't be decoded. The video can look distorted there and until the next key frame.",
  );
});

test('a file that ends early is reported once, with the longest duration that it declares', () => {
  const cut = (declaredMs: number, presentMs: number, more: { atLeast?: true } = {}): SourceWarning => ({
    ...{ code: 'SOURCE_TRUNCATED', declaredMs, presentMs },
    ...more,
  });
  const unknown = cut(5_000, 4_280, { atLeast: true });
  expect(mergeWarnings([cut(9_000, 5_000), unknown])).toEqual([cut(9_000, 4_280)]);
  expect(mergeWarnings([unknown, cut(5_000, 4_280)])).toEqual([cut(5_000, 4_280)]);
  expect(mergeWarnings([unknown])).toEqual([unknown]);
  expect(warningText(unknown)).toContain('declares a duration of at least 5.0 s, but ends after 4.3 s');
});

test('without warnings there is nothing to list', () => expect(mergeWarnings([])).toEqual([]));
