import { expect, test } from 'vitest';
import { isLeftBySystem, refusalOf } from './refusal-of';

test.each([
  ['holiday.mp4', 'video/mp4'],
  ['interview.wav', 'audio/x-wav'],
  ['CAMERA.MTS', ''],
  // What Linux and editors take a transport stream for.
  ['broadcast.ts', 'text/vnd.trolltech.linguist'],
  ['loop.gif', 'image/gif'],
  ['recording', ''],
  ['take.r3d', 'application/octet-stream'],
  ['master.mxf', 'application/mxf'],
])('%s of type "%s" may be a recording', (name, type) => {
  expect(refusalOf({ name, type, size: 1 })).toBeUndefined();
});

test.each([
  ['photo.jpg', 'image/jpeg'],
  ['notes.txt', 'text/plain'],
  ['notes.txt', ''],
  ['subtitles.srt', 'application/x-subrip'],
  ['invoice', 'application/pdf'],
  ['archive.zip', ''],
  ['table.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
])('%s of type "%s" is none, and not sent', (name, type) => {
  expect(refusalOf({ name, type, size: 1 })).toContain('not a video or sound file');
});

test('an empty file is told to be empty', () => {
  expect(refusalOf({ name: 'holiday.mp4', type: 'video/mp4', size: 0 })).toContain('empty');
});

test.each([
  ['.DS_Store', true],
  ['._holiday.mp4', true],
  ['Thumbs.db', true],
  ['DS_Store.mp4', false],
  ['holiday.mp4', false],
])('%s was left by the system: %s', (name, isLeft) => {
  expect(isLeftBySystem(name)).toBe(isLeft);
});
