import { expect, test } from 'vitest';
import { originalName } from './original-name.js';

test.each([
  ['Holiday in Rome.MOV', 'mov,mp4,m4a,3gp,3g2,mj2', 'Holiday in Rome.MOV'],
  ['Zürich „1“.mkv', 'matroska,webm', 'Zürich „1“.mkv'],
  ['clip', 'mov,mp4,m4a,3gp,3g2,mj2', 'clip.mp4'],
  ['Take 2. The end', 'matroska,webm', 'Take 2. The end.mkv'],
  ['.hidden', 'avi', '.hidden.avi'],
  ['clip', undefined, 'clip'],
  ['clip', 'constructor', 'clip'],
  ['../../etc/passwd', undefined, '.._.._etc_passwd'],
])('%s (%s) is downloaded as %s', (fileName, container, name) => {
  expect(originalName(fileName, container)).toBe(name);
});
