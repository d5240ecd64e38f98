import type { OutputId, OutputKind } from '@media/core';
import type { OutputRow } from '@media/database';
import { expect, test } from 'vitest';
import { downloadName, pickDownload } from './pick-download.js';

const output = (id: string, kind: OutputKind, sizeBytes: number | null, key: string | null = id): OutputRow => ({
  ...{ id: id as OutputId, kind, name: id, key, sizeBytes },
  contentType: kind === 'audio' ? 'audio/mp4' : 'video/mp4',
});
const OUTPUTS = [
  output('list', 'hls', null, null),
  output('a', 'audio', 9),
  output('s', 'mp4', 10),
  output('l', 'mp4', 99),
];

test('the best MP4 is the largest', () => {
  expect(pickDownload(OUTPUTS, undefined).id).toBe('l');
});

test('where there is no picture the sound is downloaded', () => {
  expect(pickDownload(OUTPUTS.slice(0, 2), undefined).id).toBe('a');
});

test('a playlist is nothing to download, and neither is what is not there', () => {
  for (const id of ['list', 'other']) {
    expect(() => pickDownload(OUTPUTS, id as OutputId)).toThrow(expect.objectContaining({ code: 'OUTPUT_NOT_FOUND' }));
  }
});

test('a download is called after the video, and no title makes a folder of it', () => {
  expect(downloadName('../../etc/passwd', output('l', 'mp4', 1))).toBe('.._.._etc_passwd.mp4');
  expect(downloadName('Song', output('a', 'audio', 1))).toBe('Song.m4a');
});
