import { RECIPES, type Recipe } from '@media/core';
import { expect, it } from 'vitest';
import { makeClip } from './numbered-clip.harness.js';
import { compareAtBoundaries } from './ssim.harness.js';
import { useStudio } from './use-studio.harness.js';

const recipe: Recipe = {
  ...RECIPES.stream,
  outputs: ['hls'],
  video: {
    ...{ preset: 'veryfast', crf: 23, maxFrameRate: 60, capAtSource: false, copy: false },
    ladder: [
      { name: 'large', shortSide: 180, longSide: 320, maxBitrateBps: 900_000 },
      { name: 'small', shortSide: 90, longSide: 160, maxBitrateBps: 250_000 },
    ],
  },
};

const studio = useStudio();

// As every output, because SSIM compares without converting colors.
const BT709 = ['colorspace', 'color_primaries', 'color_trc'].flatMap((name) => [`-${name}`, 'bt709']);

// Without warm-up and lookahead frames, these are -0.003 to -0.006; with them, zero or more.
it.each([
  ['growing detail', { rate: '30000/1001' }],
  ['noise that takes all available bits', { rate: '25', filters: 'noise=alls=12:allf=t' }],
])('around chunk boundaries, video of %s looks as if it were encoded in one piece', async (_, options) => {
  const clip = await makeClip(studio, 'natural.mp4', {
    ...{ scene: 'mandelbrot=maxiter=300:', seconds: 14, ...options },
    output: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '12', '-bf', '3', '-g', '50', ...BT709],
  });
  const { boundaries, worst } = await compareAtBoundaries(studio, clip, recipe, 8);
  expect(boundaries).toBe(2);
  expect(worst).toBeGreaterThan(-0.001);
});
