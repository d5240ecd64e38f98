import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { expect, it } from 'vitest';
import { makeClip, readNumbers } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const { video } = RECIPES.stream;
const RECIPE: Recipe = {
  ...{ ...RECIPES.stream, outputs: ['hls', 'mp4', 'poster'] },
  ...(video && {
    video: {
      ...video,
      copy: false,
      ladder: [{ ...video.ladder[0], name: 'one', shortSide: 240, longSide: 426, maxBitrateBps: 900_000 }],
    },
  }),
};

/** Everything below the numbers moves. */
const MOVING =
  'split[all][scene];[scene]crop=iw:ih*3/4:0:ih/4,scroll=h=0.02[moving];[all][moving]overlay=0:H/4,interlace=scan=bff:lowpass=0';

/** Frames that ffmpeg's detector takes for interlaced. */
const combedFrames = async (path: string): Promise<number> => {
  const list = join(studio.dir, 'combed');
  const kinds = ['tff', 'bff'].map(
    (kind) => `[${kind}]metadata=mode=select:key=lavfi.idet.single.current_frame:value=${kind}[o${kind}]`,
  );
  const graph = `[0:v]idet=intl_thres=1.5,split[tff][bff];${kinds.join(';')}`;
  const outputs = ['tff', 'bff'].flatMap((kind) => [
    '-map',
    `[o${kind}]`,
    '-fps_mode',
    'passthrough',
    '-f',
    'framecrc',
    `file:${list}-${kind}`,
  ]);
  const { runner, dir, signal } = studio;
  await runner.runFfmpeg(['-i', `file:${path}`, '-filter_complex', graph, ...outputs], {
    workDir: dir,
    inputs: [path],
    signal,
  });
  const texts = await Promise.all(['tff', 'bff'].map((kind) => readFile(`${list}-${kind}`, 'utf8')));
  return texts
    .join('')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')).length;
};

it('fields that nothing marks as interlaced become frames, each once and on time across chunks', async () => {
  const clip = await makeClip(studio, 'unmarked.mp4', {
    ...{ size: '426x240', rate: '50', seconds: 10 },
    filters: MOVING,
    output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-crf', '12'],
  });
  const {
    plan,
    videoFiles,
    poster = '',
    mp4 = '',
    lostFrames,
  } = await processClip(studio.runner, clip, join(studio.dir, 'fields'), RECIPE, { maxChunkSeconds: 4 });
  expect(plan.video).toMatchObject({
    ...{ frameCount: 500, frameRate: { num: 50, den: 1 }, clock: { kind: 'constant' } },
    deinterlace: { first: 'bottom', all: true, perField: true },
  });
  expect([plan.video?.chunks.length, lostFrames]).toEqual([3, 0]);
  const numbers = await readNumbers(studio, mp4);
  // A filter guesses every other line, and sometimes takes a block from the frame before. After a lost frame, all others would be wrong.
  expect(numbers).toHaveLength(500);
  expect(numbers.filter((number, frame) => number === frame).length).toBeGreaterThan(400);
  for (const path of [...videoFiles, poster]) expect(await combedFrames(path)).toBe(0);
});
