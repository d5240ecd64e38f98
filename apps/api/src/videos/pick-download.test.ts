import type { OutputId, OutputKind } from '@media/core';
import type { OutputRow } from '@media/database';
import { expect, test } from 'vitest';
import { downloadName, pickDownload } from './pick-download.js';

const output = (id: string, kind: OutputKind, name: string, key: string | null = id): OutputRow => ({
  ...{ id: id as OutputId, kind, name, key, sizeBytes: 10 },
  contentType: kind === 'audio' ? 'audio/mp4' : 'video/mp4',
});
const OUTPUTS = [
  output('list', 'hls', 'master.m3u8', null),
  output('a', 'audio', 'audio.m4a'),
  output('s', 'mp4', 'video-720p.mp4'),
  output('l', 'mp4', 'video.mp4'),
];

test('without a wish the MP4 of the best rendition is downloaded', () => {
  expect(pickDownload(OUTPUTS, undefined).id).toBe('l');
});

test('where there is no video the audio is downloaded', () => {
  expect(pickDownload(OUTPUTS.slice(0, 2), undefined).id).toBe('a');
});

test('a playlist is nothing to download, and neither is what is not there', () => {
  for (const id of ['list', 'other']) {
    expect(() => pickDownload(OUTPUTS, id as OutputId)).toThrow(expect.objectContaining({ code: 'OUTPUT_NOT_FOUND' }));
  }
});

test('a download is called after the video, and no title makes a folder of it', () => {
  expect(downloadName('../../etc/passwd', output('l', 'mp4', 'video.mp4'))).toBe('.._.._etc_passwd.mp4');
  expect(downloadName('Song', output('a', 'audio', 'audio.m4a'))).toBe('Song.m4a');
});

test('the MP4s of one video have different names', () => {
  expect(OUTPUTS.slice(2).map((mp4) => downloadName('Trip', mp4))).toEqual(['Trip (720p).mp4', 'Trip.mp4']);
});
