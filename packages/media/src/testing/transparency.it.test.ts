import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { expect, it } from 'vitest';
import { makeClip, readNumbers } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

it('transparent video whose transparency has fewer key frames than its colors keeps every frame', async () => {
  // The encoder begins a group where the scene changes. The transparency never does.
  const clip = await makeClip(studio, 'own-key-frames.webm', {
    ...{ seconds: 7, rate: '25', filters: "negate=enable='gte(t,2)',format=yuva420p" },
    output: ['-c:v', 'libvpx', '-auto-alt-ref', '0', '-g', '250', '-b:v', '1M', '-cpu-used', '4'],
  });
  const recipe = { ...RECIPES.stream, outputs: ['hls' as const, 'mp4' as const] };
  const { plan, lostFrames, mp4 = '' } = await processClip(studio.runner, clip, join(studio.dir, 'own-keys'), recipe);
  expect(plan.video?.decoder).toBe('libvpx');
  expect([plan.video?.chunks.length, lostFrames]).toEqual([1, 0]);
  const inverted = (number: number) => 1023 - number;
  const numbers = [...Array(175).keys()].map((number) => (number < 50 ? number : inverted(number)));
  expect(await readNumbers(studio, mp4)).toEqual(numbers);
});
