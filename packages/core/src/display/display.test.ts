import { expect, test } from 'vitest';
import { clockTime, codecName, containerName } from './index.js';

test.each([
  ['h264', 'H.264'],
  ['mov_text', 'MOV text'],
  ['pcm_s24le', 'PCM'],
  ['adpcm_ms', 'ADPCM'],
  ['A_ZZUS', 'A_ZZUS'],
  ['constructor', 'constructor'],
])('the codec %s is called %s', (codec, name) => expect(codecName(codec)).toBe(name));

test.each([
  ['mov,mp4,m4a,3gp,3g2,mj2', 'MP4/QuickTime'],
  ['matroska,webm', 'Matroska/WebM'],
  ['srt', 'SubRip'],
  ['jpeg_pipe', 'JPEG image'],
  ['image2', 'an image'],
  ['xyz', 'xyz'],
])('the container %s is called %s', (format, name) => expect(containerName(format)).toBe(name));

test.each([
  [0, '0:00'],
  [499, '0:00'],
  [2_980, '0:03'],
  [59_500, '1:00'],
  [3_599_999, '1:00:00'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
  [Number.NaN, '0:00'],
])('%d ms are shown as %s, to the nearest second', (ms, text) => expect(clockTime(ms)).toBe(text));
