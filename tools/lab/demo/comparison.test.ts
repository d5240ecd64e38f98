import type { SourceProbe } from '@media/core';
import { parseProbe } from '@media/media';
import { expect, test } from 'vitest';
import { comparison } from './comparison.ts';

const video = {
  ...{ index: 0, codec_type: 'video', codec_name: 'h264', width: 1280, height: 720, pix_fmt: 'yuv420p' },
  ...{ r_frame_rate: '30000/1001', avg_frame_rate: '30000/1001', time_base: '1/30000' },
};
const audio = { index: 1, codec_type: 'audio', codec_name: 'aac', channels: 2, sample_rate: '48000' };

const probe = (size: string, streams: object[] = [video, audio]): SourceProbe =>
  parseProbe(JSON.stringify({ streams, format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', duration: '15.0', size } }));

test('prints source and result in columns, and how much was saved', () => {
  const lines = comparison(
    { name: 'holiday.mov', probe: probe('30000000') },
    { name: 'holiday-processed.mp4', probe: probe('6000000') },
  );
  expect(lines.join('\n')).toBe(
    `
             source                result
──────────   ───────────────────   ─────────────────────
file         holiday.mov           holiday-processed.mp4
size         30.0 MB               6.0 MB
video        h264                  h264
resolution   1280 × 720            1280 × 720
frame rate   29.97 fps             29.97 fps
audio        aac, stereo, 48 kHz   aac, stereo, 48 kHz
duration     15.0 s                15.0 s
bitrate      16.0 Mbit/s           3.2 Mbit/s

Saved 80% of the size.`.slice(1),
  );
});

test('prints a dash for missing values', () => {
  const lines = comparison(
    { name: 'a.mp4', probe: probe('9', [video]) },
    { name: 'a.m4a', probe: probe('9', [audio]) },
  );
  expect(lines).toContainEqual(expect.stringMatching(/^audio +– +aac, stereo, 48 kHz$/));
  expect(lines).toContainEqual(expect.stringMatching(/^resolution +1280 × 720 +–$/));
});

test.each([
  ['100', '100', 'The result is the same size as the source.'],
  ['100', '130', 'The result is 30% larger than the source.'],
])('from %s to %s bytes: %s', (before, after, sentence) => {
  const lines = comparison({ name: 'a', probe: probe(before) }, { name: 'b', probe: probe(after) });
  expect(lines.at(-1)).toBe(sentence);
});
