import type { SourceProbe } from '@media/core';
import { parseProbe } from '@media/media';
import { expect, test } from 'vitest';
import { comparison } from './comparison.ts';

const picture = {
  ...{ index: 0, codec_type: 'video', codec_name: 'h264', width: 1280, height: 720, pix_fmt: 'yuv420p' },
  ...{ r_frame_rate: '30000/1001', avg_frame_rate: '30000/1001', time_base: '1/30000' },
};
const sound = { index: 1, codec_type: 'audio', codec_name: 'aac', channels: 2, sample_rate: '48000' };

const probe = (size: string, streams: object[] = [picture, sound]): SourceProbe =>
  parseProbe(JSON.stringify({ streams, format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', duration: '15.0', size } }));

test('source and result stand side by side, column under column, with what was saved', () => {
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
picture      h264                  h264
resolution   1280 × 720            1280 × 720
frame rate   29.97 fps             29.97 fps
sound        aac, stereo, 48 kHz   aac, stereo, 48 kHz
duration     15.0 s                15.0 s
bit rate     16.0 Mbit/s           3.2 Mbit/s

Saved 80 % of the size.`.slice(1),
  );
});

test('what a file does not have is a dash', () => {
  const lines = comparison(
    { name: 'a.mp4', probe: probe('9', [picture]) },
    { name: 'a.m4a', probe: probe('9', [sound]) },
  );
  expect(lines).toContainEqual(expect.stringMatching(/^sound +– +aac, stereo, 48 kHz$/));
  expect(lines).toContainEqual(expect.stringMatching(/^resolution +1280 × 720 +–$/));
});

test.each([
  ['100', '100', 'The result is as large as the source.'],
  ['100', '130', 'The result is 30 % larger than the source.'],
])('from %s to %s bytes reads: %s', (before, after, sentence) => {
  const lines = comparison({ name: 'a', probe: probe(before) }, { name: 'b', probe: probe(after) });
  expect(lines.at(-1)).toBe(sentence);
});
