import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { expect, it } from 'vitest';
import { expectExact } from './expect-exact.harness.js';
import { makeClip } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { compareAtBoundaries } from './ssim.harness.js';
import { useStudio } from './use-studio.harness.js';

const HOURS = 3;
const RATE = 25;
const FRAMES = HOURS * 3600 * RATE;

const studio = useStudio();

const encodeAs = (shortSide: number, longSide: number): Recipe => ({
  ...RECIPES.stream,
  outputs: ['hls', 'mp4'],
  video: {
    ...{ preset: 'ultrafast', crf: 23, maxFrameRate: 60, capAtSource: false, copy: false },
    ladder: [{ name: 'only', shortSide, longSide, maxBitrateBps: 400_000 }],
  },
});

it('three hours of mostly static video: every frame on time, across all boundaries, in sync with the audio', async () => {
  const clip = {
    ...{ size: '152x72', rate: String(RATE), seconds: HOURS * 3600, bits: 19, scene: 'color=gray:', audio: true },
    output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '250'],
  };
  const source = await makeClip(studio, 'hours.mp4', clip);
  const processed = await processClip(studio.runner, source, join(studio.dir, 'hours'), encodeAs(72, 152));
  expect(processed).toMatchObject({
    lostFrames: 0,
    plan: { video: { clock: { kind: 'constant' }, frameCount: FRAMES } },
  });
  expect(processed.plan.video?.chunks.length).toBeGreaterThan(HOURS * 60);
  await expectExact(studio, source, processed, { clip, numbers: Array.from({ length: FRAMES }, (_, frame) => frame) });
}, 1_800_000);

it('around chunk boundaries, 1080p video looks in all sizes as if it were encoded in one piece', async () => {
  const source = await makeClip(studio, 'large.mp4', {
    ...{ size: '1920x1080', rate: '25', seconds: 14, scene: 'mandelbrot=maxiter=100:' },
    output: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '14', '-bf', '3', '-g', '50'],
  });
  const { video } = RECIPES.stream;
  const recipe: Recipe = { ...RECIPES.stream, outputs: ['hls'], ...(video && { video: { ...video, copy: false } }) };
  const { boundaries, worst } = await compareAtBoundaries(studio, source, recipe, 8);
  expect(boundaries).toBe(2);
  expect(worst).toBeGreaterThan(-0.001);
}, 1_800_000);
