import { expect, test } from 'vitest';
import { isSystemFile, skipReason } from './skip-reason';

test.each([
  ['holiday.mp4', 'video/mp4'],
  ['interview.wav', 'audio/x-wav'],
  ['CAMERA.MTS', ''],
  // The type that Linux reports for an MPEG transport stream.
  ['broadcast.ts', 'text/vnd.trolltech.linguist'],
  ['loop.gif', 'image/gif'],
  ['recording', ''],
  ['take.r3d', 'application/octet-stream'],
  ['master.mxf', 'application/mxf'],
])('%s of type "%s" is accepted', (name, type) => {
  expect(skipReason({ name, type, size: 1 })).toBeUndefined();
});

test.each([
  ['photo.jpg', 'image/jpeg'],
  ['notes.txt', 'text/plain'],
  ['notes.txt', ''],
  ['subtitles.srt', 'application/x-subrip'],
  ['invoice', 'application/pdf'],
  ['archive.zip', ''],
  ['table.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
])('%s of type "%s" is skipped', (name, type) => {
  expect(skipReason({ name, type, size: 1 })).toContain('Not a video or audio file');
});

test('an empty file is skipped as empty', () => {
  expect(skipReason({ name: 'holiday.mp4', type: 'video/mp4', size: 0 })).toContain('The file is empty.');
});

test.each([
  ['.DS_Store', true],
  ['._holiday.mp4', true],
  ['Thumbs.db', true],
  ['DS_Store.mp4', false],
  ['holiday.mp4', false],
])('%s is a system file: %s', (name, expected) => {
  expect(isSystemFile(name)).toBe(expected);
});
