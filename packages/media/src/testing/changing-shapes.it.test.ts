import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { expect, it } from 'vitest';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const { video } = RECIPES.stream;
const RECIPE: Recipe = {
  ...{ ...RECIPES.stream, outputs: ['hls', 'poster', 'preview'] },
  ...(video && { video: { ...video, copy: false } }),
};

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25'];
const MPEG2 = ['-c:v', 'mpeg2video', '-q:v', '2', '-g', '12'];
const LANDSCAPE = '160x90';

type Box = { x: number; y: number; width: number; height: number };
type Part = { size: string; box: Box; seconds: number; filters?: string; output: string[] };

const run = (argv: string[], inputs: string[] = []) =>
  studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs, signal: studio.signal });

/** A white box on black. */
const boxed = ({ size, box, seconds, filters }: Part): string =>
  `color=black:s=${size}:r=25:d=${seconds},drawbox=${box.x}:${box.y}:${box.width}:${box.height}:white:fill${filters ? `,${filters}` : ''}`;

/** Writes parts one after the other into a file. */
const joinParts = async (name: string, parts: readonly Part[]): Promise<string> => {
  const path = join(studio.dir, name);
  let start = 0;
  for (const [index, part] of parts.entries()) {
    const target = index === 0 ? path : join(studio.dir, `part-${name}`);
    await run(['-f', 'lavfi', '-i', boxed(part), ...part.output, '-output_ts_offset', String(start), `file:${target}`]);
    if (index > 0) await appendFile(path, await readFile(target));
    start += part.seconds;
  }
  return path;
};

/** Where the white box is in the frame at this time. */
const findBox = async (path: string, size: { width: number; height: number }, seconds = 0): Promise<Box> => {
  const raw = join(studio.dir, 'frame.gray');
  const seek = seconds > 0 ? ['-ss', String(seconds)] : [];
  const output = ['-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', `file:${raw}`];
  await run([...seek, '-i', `file:${path}`, '-map', '0:v:0', ...output], [path]);
  const bytes = await readFile(raw);
  expect(bytes).toHaveLength(size.width * size.height);
  const white = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) > 128);
  const columns = white.map((at) => at % size.width);
  const rows = white.map((at) => Math.floor(at / size.width));
  const [x, y] = [Math.min(...columns), Math.min(...rows)];
  return { x, y, width: Math.max(...columns) - x + 1, height: Math.max(...rows) - y + 1 };
};

const expectBox = (found: Box, expected: Box): void => {
  const differences = [found.x - expected.x, found.y - expected.y, found.width - expected.width];
  const worst = Math.max(...[...differences, found.height - expected.height].map(Math.abs));
  expect(worst, JSON.stringify({ found, expected })).toBeLessThanOrEqual(2);
};

/** Boxes that are squares of a third of the height of 192x144, if both parts are shown in the shape of 4:3. */
const FOUR_TO_THREE = { size: '180x144', box: { x: 67, y: 48, width: 45, height: 48 }, filters: 'setsar=16/15' };
const WIDE = { size: '180x144', box: { x: 67, y: 40, width: 45, height: 64 }, filters: 'setsar=64/45' };
const SQUARE = { x: 72, y: 48, width: 48, height: 48 };

it.each([
  ['MPEG-2 in MPEG-TS', 'mpeg2.ts', MPEG2],
  ['H.264 in MPEG-TS', 'h264.ts', X264],
  // Poster and preview begin with the part that is shown in the shape of the other one.
  ['MPEG-2 in MPEG-PS', 'mpeg2.mpg', MPEG2],
] as const)(
  '%s whose pixel aspect ratio changes is shown without distortion, with a warning',
  async (_, name, output) => {
    const main = { ...FOUR_TO_THREE, seconds: 4, output: [...output] };
    const other = { ...WIDE, seconds: 2, output: [...output] };
    const isWideFirst = name.endsWith('mpg');
    const clip = await joinParts(name, isWideFirst ? [other, main] : [main, other]);
    const made = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE, { maxChunkSeconds: 2 });
    const { plan, videoFiles, poster = '', preview = '' } = made;
    const size = { width: 192, height: 144 };
    expect(plan.warnings).toEqual([{ code: 'SHAPE_CHANGES', shapes: [size, { width: 256, height: 144 }] }]);
    expect(plan.video?.renditions[0]).toMatchObject(size);
    expect(plan.video?.chunks.length).toBeGreaterThan(1);
    for (const seconds of [0.5, 5.5]) expectBox(await findBox(videoFiles[0] ?? '', size, seconds), SQUARE);
    for (const seconds of [0.5, 3.5]) expectBox(await findBox(preview, size, seconds), SQUARE);
    expectBox(await findBox(poster, size), SQUARE);
  },
);

it('a size and a pixel aspect ratio that change together are shown without distortion', async () => {
  const square = { size: '256x144', box: { x: 96, y: 40, width: 64, height: 64 }, seconds: 2, output: X264 };
  const clip = await joinParts('both.ts', [{ ...FOUR_TO_THREE, seconds: 3, output: X264 }, square]);
  const { videoFiles } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
  for (const seconds of [0.5, 4.5])
    expectBox(await findBox(videoFiles[0] ?? '', { width: 192, height: 144 }, seconds), SQUARE);
});

// A single group, because ffmpeg 5.1 inserts the message after the key frame of later groups.
const TURNED = [...X264, '-g', '250', '-bsf:v', 'h264_metadata=display_orientation=insert:rotate=90'];
const MARK = { x: 8, y: 8, width: 40, height: 16 };

it.each(['turned.mp4', 'turned.ts'])('frames that declare their rotation are shown upright (%s)', async (name) => {
  const part = { size: LANDSCAPE, box: MARK, seconds: 3, filters: 'transpose=clock', output: TURNED };
  const clip = await joinParts(name, [part]);
  const made = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
  const { plan, videoFiles, poster = '', preview = '' } = made;
  const size = { width: 160, height: 90 };
  expect(plan.warnings).toEqual([]);
  for (const path of [...videoFiles.slice(0, 1), preview]) expectBox(await findBox(path, size, 1.5), MARK);
  expectBox(await findBox(poster, size), MARK);
});

it('frames whose rotation changes are shown upright, with a warning', async () => {
  const upright = { size: LANDSCAPE, box: MARK, seconds: 3, output: X264 };
  const portrait = { x: 10, y: 10, width: 32, height: 64 };
  const turned = { size: '90x160', box: portrait, seconds: 2, filters: 'transpose=clock', output: TURNED };
  const clip = await joinParts('turning.ts', [upright, turned]);
  const { plan, videoFiles } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
  const size = { width: 160, height: 90 };
  expect(plan.warnings).toEqual([{ code: 'SHAPE_CHANGES', shapes: [size, { width: 90, height: 160 }] }]);
  expectBox(await findBox(videoFiles[0] ?? '', size, 0.5), MARK);
  // At 90 of 160 lines, between black bars.
  expectBox(await findBox(videoFiles[0] ?? '', size, 4), { x: 61, y: 6, width: 18, height: 36 });
});
