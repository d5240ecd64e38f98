import { expect, it } from 'vitest';
import { findAlphaDecoder } from './find-alpha-decoder.js';
import { parseVideoStream } from './parse-video-stream.js';

const vp9 = (tags: Record<string, string>, pix_fmt = 'yuv420p') =>
  parseVideoStream({ index: 3, codec_name: 'vp9', width: 640, height: 360, pix_fmt, tags }, '');

it.each(['alpha_mode', 'ALPHA_MODE'])('transparency tagged with %s gets the decoder that shows it', async (tag) => {
  const tried: string[][] = [];
  const decodes = async (argv: string[]) => tried.push(argv) > 0;
  const found = await findAlphaDecoder(decodes, 'source', vp9({ [tag]: '1' }));
  expect(found).toEqual({ decoder: 'libvpx-vp9', pixelFormat: 'yuva420p' });
  expect(tried.flat().join(' ')).toContain('-c:3 libvpx-vp9');
});

it.each([
  ['without transparency', vp9({ alpha_mode: '0' }), true],
  ['with a pixel format that the decoder only decodes as opaque', vp9({ alpha_mode: '1' }, 'yuv420p10le'), true],
  ['if ffmpeg lacks the decoder', vp9({ alpha_mode: '1' }), false],
])('video %s keeps the default decoder', async (_, video, decodes) => {
  expect(await findAlphaDecoder(async () => decodes, 'source', video)).toEqual({});
});
