import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Studio } from './numbered-clip.harness.js';

type Color = readonly [red: number, green: number, blue: number];

/** All that a wrong matrix or range changes, inside of the gamut. */
export const BARS: readonly Color[] = [
  ...([
    [191, 0, 0],
    [0, 191, 0],
    [0, 0, 191],
    [191, 191, 0],
    [0, 191, 191],
  ] as const),
  ...([
    [191, 0, 191],
    [192, 128, 96],
  ] as const),
];
const BAR_WIDTH = 32;
const HEIGHT = 96;
export const BARS_SIZE = `${BARS.length * BAR_WIDTH}x${HEIGHT}`;

const hex = (color: Color): string => color.map((value) => value.toString(16).padStart(2, '0')).join('');

const bars = (alpha: string): string => {
  const sources = BARS.map(
    (color, at) => `color=0x${hex(color)}@${alpha}:s=${BAR_WIDTH}x${HEIGHT}:r=25:d=0.4,format=gbrap[b${at}]`,
  );
  return `${sources.join(';')};${BARS.map((_, at) => `[b${at}]`).join('')}hstack=${BARS.length}`;
};

/** Makes a clip of vertical bars. `filters` convert them from planar RGB, with `alpha` from 0 to 1. */
export const makeBars = async (
  { runner, dir, signal }: Studio,
  name: string,
  { filters, output, alpha = 1 }: { filters: string; output: readonly string[]; alpha?: number },
): Promise<string> => {
  const path = join(dir, name);
  const argv = ['-f', 'lavfi', '-i', `${bars(String(alpha))},${filters}`, ...output, `file:${path}`];
  await runner.runFfmpeg(argv, { workDir: dir, inputs: [], signal });
  return path;
};

/** The color in the middle of every bar in the first frame from this time of each file, converted as the file's own tags say. */
export const readBars = async (
  { runner, dir, signal }: Studio,
  paths: readonly string[],
  seconds = 0,
): Promise<Color[][]> => {
  // Seeking to 0 skips the only frame of an image.
  const seek = seconds > 0 ? ['-ss', String(seconds)] : [];
  const outputs = paths.map((_, at) => join(dir, `bars${at}.rgb`));
  const toRgb = `zscale=m=gbr:r=full,format=gbrp,crop=iw:2,scale=${BARS.length * 8}:2:flags=neighbor,format=rgb24`;
  const argv = outputs.flatMap((path, at) => [
    ...['-map', `${at}:v:0`, '-frames:v', '1', '-vf', toRgb, '-f', 'rawvideo', `file:${path}`],
  ]);
  await runner.runFfmpeg([...paths.flatMap((path) => [...seek, '-i', `file:${path}`]), ...argv], {
    workDir: dir,
    inputs: paths,
    signal,
  });
  return Promise.all(outputs.map(async (path) => middles(await readFile(path))));
};

const middles = (pixels: Buffer): Color[] =>
  BARS.map((_, bar) => {
    const at = (bar * 8 + 4) * 3;
    return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
  });
