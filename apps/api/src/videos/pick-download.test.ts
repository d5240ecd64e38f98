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

test('the default download is the MP4 of the best rendition', () => {
  expect(pickDownload(OUTPUTS, undefined).id).toBe('l');
});

test('without an MP4, the default download is the audio', () => {
  expect(pickDownload(OUTPUTS.slice(0, 2), undefined).id).toBe('a');
});

test('playlists and nonexistent outputs cannot be downloaded', () => {
  for (const id of ['list', 'other']) {
    expect(() => pickDownload(OUTPUTS, id as OutputId)).toThrow(expect.objectContaining({ code: 'OUTPUT_NOT_FOUND' }));
  }
});

test('a download is named after the video, without path separators', () => {
  expect(downloadName('../../etc/passwd', output('l', 'mp4', 'video.mp4'))).toBe('.._.._etc_passwd.mp4');
  expect(downloadName('Song', output('a', 'audio', 'audio.m4a'))).toBe('Song.m4a');
});

test('the MP4s of one video have different names', () => {
  expect(OUTPUTS.slice(2).map((mp4) => downloadName('Trip', mp4))).toEqual(['Trip (720p).mp4', 'Trip.mp4']);
});
