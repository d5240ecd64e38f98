import { expect, test } from 'vitest';
import { findColors, haveColors } from './find-colors.js';
import type { SampledFrame } from './find-shapes.js';

const frame = (seconds: number, rest: Partial<SampledFrame> = {}): SampledFrame => ({
  ...{ pts_time: seconds.toFixed(3), width: 720, height: 576, pix_fmt: 'yuv420p', ...rest },
});

test('colors apply until a frame declares others', () => {
  const high = { color_space: 'bt709', color_range: 'tv', pix_fmt: 'yuv420p10le' };
  const frames = [frame(0), frame(1), frame(2.5, high), frame(4, high)];
  expect(haveColors(frames)).toBe(true);
  expect(findColors(frames, 6)).toEqual([
    { codedWidth: 720, codedHeight: 576, pixelFormat: 'yuv420p', fromSeconds: 0, seconds: 2.5 },
    {
      ...{ codedWidth: 720, codedHeight: 576, pixelFormat: 'yuv420p10le', colorSpace: 'bt709', colorRange: 'tv' },
      ...{ fromSeconds: 2.5, seconds: 3.5 },
    },
  ]);
});

test('frames of different sizes can have the same colors', () => {
  const frames = [frame(0), frame(1, { width: 1280 })];
  expect(haveColors(frames)).toBe(false);
  expect(findColors(frames, 2)).toBeUndefined();
});
