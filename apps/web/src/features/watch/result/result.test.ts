import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { compareSize } from './compare-size';
import { averageBitrate, formatBitrate } from './format-bitrate';
import { resultRows } from './result-rows';

const SOURCE: VideoView['source'] = {
  ...{ fileName: 'holiday.mov', sizeBytes: 100_000_000, durationMs: 80_000, width: 1920, height: 1080 },
  ...{ frameRate: 30, videoCodec: 'hevc', audioCodec: 'pcm_s16le' },
};
const RENDITIONS = [
  { name: '1080p', width: 1920, height: 1080, bitrateBps: 4_200_000 },
  { name: '480p', width: 854, height: 480, bitrateBps: 900_000 },
].map((rendition) => ({ ...rendition, videoCodec: 'h264', status: 'ready' as const }));

const output = (kind: string, name: string, sizeBytes?: number) =>
  ({ id: name, kind, name, contentType: '', url: '', sizeBytes }) as unknown as VideoView['outputs'][number];
const video = (facts: Partial<VideoView>): VideoView =>
  ({ status: 'completed', source: SOURCE, renditions: RENDITIONS, outputs: [], ...facts }) as unknown as VideoView;

test.each([
  [37_000_000, 'smaller', '63% smaller'],
  [112_000_000, 'larger', '12% larger'],
  [100_200_000, 'equal', 'Same size'],
  [1_200_000_000, 'larger', '12 times the size'],
  [100_000, 'smaller', '99% smaller'],
])('%d bytes compared with 100 MB are %s: %s', (bytes, change, text) => {
  expect(compareSize(100_000_000, bytes)).toMatchObject({ change, text });
});

test('an empty source has no comparison', () => {
  expect(compareSize(0, 1)).toBeUndefined();
});

test('bitrates are in kbit/s and Mbit/s, averaged over the whole file', () => {
  expect([640_400, 4_210_000, 14_600_000].map(formatBitrate)).toEqual(['640 kbit/s', '4.2 Mbit/s', '15 Mbit/s']);
  expect(averageBitrate(1_000_000, 8_000)).toBe(1_000_000);
  expect(averageBitrate(1_000_000, undefined)).toBeUndefined();
});

test('source, stream and files each have a row, and files are compared with the source', () => {
  const outputs = [
    output('hls', 'master.m3u8'),
    output('dash', 'manifest.mpd'),
    output('mp4', 'video.mp4', 44_000_000),
    output('mp4', 'video-480p.mp4', 10_000_000),
    output('poster', 'poster.jpg', 90_000),
  ];
  expect(resultRows(video({ outputs }))).toEqual([
    {
      ...{ id: 'source', kind: 'source', name: 'holiday.mov', size: '100 MB', resolution: '1920×1080' },
      ...{ codecs: 'H.265 + PCM', bitrate: '10 Mbit/s' },
    },
    {
      ...{ id: 'stream', kind: 'stream', name: 'Adaptive stream (HLS, DASH)', resolution: '1080p, 480p' },
      ...{ codecs: 'H.264 + AAC', bitrate: '900 kbit/s to 4.2 Mbit/s' },
    },
    {
      ...{ id: 'video.mp4', outputId: 'video.mp4', kind: 'video', name: 'video.mp4', size: '44.0 MB' },
      ...{ resolution: '1920×1080', codecs: 'H.264 + AAC', bitrate: '4.4 Mbit/s' },
      comparison: { percent: 44, change: 'smaller', text: '56% smaller' },
    },
    expect.objectContaining({ name: 'video-480p.mp4', resolution: '854×480', size: '10.0 MB' }),
    { id: 'poster.jpg', outputId: 'poster.jpg', kind: 'image', name: 'poster.jpg', size: '90.0 kB' },
  ]);
});

test('audio is compared with an audio source but not with a video', () => {
  const outputs = [output('audio', 'audio.m4a', 2_000_000)];
  const audioSource = { fileName: 'talk.wav', sizeBytes: 20_000_000, durationMs: 80_000, audioCodec: 'pcm_s16le' };
  const [, fromVideo] = resultRows(video({ outputs, renditions: [] }));
  const [, fromAudio] = resultRows(video({ outputs, renditions: [], source: audioSource }));
  expect(fromVideo).not.toHaveProperty('comparison');
  expect(fromAudio).toMatchObject({ codecs: 'AAC', comparison: { text: '90% smaller' } });
});

test.each(['processing', 'failed'] as const)('the outputs stay the same while another run is %s', (status) => {
  const outputs = [output('hls', 'master.m3u8'), output('mp4', 'video.mp4', 44_000_000)];
  expect(resultRows(video({ status, outputs }))).toEqual(resultRows(video({ outputs })));
});
