import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES, type Recipe, type SourceColors } from '@media/core';
import { expect, it } from 'vitest';
import { BARS, makeBars, readBars } from './colors.harness.js';
import { readEntry } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const { video } = RECIPES.stream;
const RECIPE: Recipe = {
  ...{ ...RECIPES.stream, outputs: ['hls', 'poster', 'preview'] },
  ...(video && { video: { ...video, copy: false } }),
};

const x264 = (pixelFormat: string, ...tags: string[]) => [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '4', '-pix_fmt', pixelFormat, ...tags],
];
const BT2020 = ['-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'bt2020-10'];
// The faster, approximate curve changes zeros by up to 17, depending on the processor.
const WIDE = 'zscale=pin=bt709:tin=bt709:p=bt2020:t=bt709:m=bt2020nc:r=limited:agamma=0,format=yuv420p10le';

type Row = { filters: string; output: string[]; container?: string; alpha?: number; colors?: Partial<SourceColors> };

const VPX = ['-pix_fmt', 'yuva420p', '-crf', '4', '-b:v', '4M', '-deadline', 'realtime', '-auto-alt-ref', '0'];
const HALF_VPX = { filters: 'zscale=m=170m:r=limited,format=yuva420p', container: 'webm', alpha: 0.5 };

const ROWS: Record<string, Row> = {
  'standard definition without tags': {
    filters: 'zscale=m=170m:r=limited,format=yuv420p,setparams=colorspace=unknown',
    output: x264('yuv420p'),
    colors: { matrix: 'bt601' },
  },
  'high definition in limited range': {
    filters: 'zscale=m=709:r=limited,format=yuv420p',
    output: x264('yuv420p', '-colorspace', 'bt709'),
    colors: { matrix: 'bt709' },
  },
  'full range': {
    filters: 'zscale=m=709:r=full,format=yuvj420p',
    output: x264('yuvj420p', '-colorspace', 'bt709', '-color_range', 'pc'),
    colors: { matrix: 'bt709', fullRange: true },
  },
  'the matrix of early high definition': {
    // zscale hangs with this matrix.
    filters: 'scale=out_color_matrix=smpte240m:out_range=tv:flags=accurate_rnd,format=yuv444p',
    output: x264('yuv444p', '-colorspace', 'smpte240m'),
    colors: { matrix: 'smpte240m' },
  },
  'linear light': {
    filters: 'zscale=tin=bt709:pin=bt709:t=linear:m=bt709:p=bt709:r=limited:agamma=0,format=yuv444p16le',
    // With fewer bits, dark colors would be off.
    output: ['-c:v', 'ffv1', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'linear'],
    colors: { matrix: 'bt709', transfer: 'linear' },
  },
  'YCgCo, a matrix of screen recordings': {
    filters: 'zscale=m=ycgco:r=limited,format=yuv444p',
    output: x264('yuv444p', '-colorspace', 'ycgco'),
    colors: { matrix: 'ycgco' },
  },
  'a matrix derived from the primaries, which scalers refuse': {
    filters: 'zscale=m=709:r=limited,format=yuv444p',
    // ITU-T H.273: the numbers of BT.709's primaries and of the matrix derived from them. ffmpeg 7 would convert for `-colorspace`.
    output: x264('yuv444p', '-bsf:v', 'h264_metadata=colour_primaries=1:matrix_coefficients=12'),
    colors: { matrix: 'bt709' },
  },
  RGB: { filters: 'format=bgr0', output: ['-c:v', 'png'], container: 'mov', colors: { matrix: 'rgb' } },
  'the wide gamut of ultra-high definition': {
    filters: WIDE,
    output: x264('yuv420p10le', ...BT2020),
    colors: { matrix: 'bt2020nc', wide: 'bt2020' },
  },
  'half transparent RGB': { filters: 'format=rgba', output: ['-c:v', 'qtrle'], container: 'mov', alpha: 0.5 },
  'half transparent video': {
    filters: 'zscale=m=170m:r=limited,format=yuva444p10le',
    output: ['-c:v', 'prores_ks', '-profile:v', '4444', '-alpha_bits', '16'],
    ...{ container: 'mov', alpha: 0.5 },
  },
  'half transparent VP9': { ...HALF_VPX, output: ['-c:v', 'libvpx-vp9', ...VPX] },
  'half transparent VP8': { ...HALF_VPX, output: ['-c:v', 'libvpx', ...VPX] },
};

/** Gray would be off by 90, a wrong matrix by 16. */
const TOLERANCE = 6;

const errorOf = (bars: readonly (readonly number[])[], alpha = 1): number => {
  const expected = BARS.map((color) => color.map((value) => value * alpha));
  return Math.max(
    ...bars.flatMap((color, bar) => color.map((value, at) => Math.abs(value - (expected[bar]?.[at] ?? 0)))),
  );
};

it.each(Object.entries(ROWS))('%s: video, poster and preview have the colors of the source', async (name, row) => {
  const { container = 'mkv', alpha = 1, colors = {} } = row;
  const file = name.replaceAll(' ', '-');
  const source = await makeBars(studio, `${file}.${container}`, row);
  const {
    plan,
    videoFiles,
    poster = '',
    preview = '',
  } = await processClip(studio.runner, source, join(studio.dir, file), RECIPE);
  expect(plan.video?.colors).toMatchObject(colors);
  const made = await readBars(studio, [...videoFiles, preview, poster]);
  // Video, preview and poster.
  for (const bars of made) expect(errorOf(bars, alpha)).toBeLessThanOrEqual(TOLERANCE);
  for (const path of [...videoFiles, preview])
    expect(await readEntry(studio, path, 'stream=color_range,color_space', 'v:0')).toBe('tv,bt709');
});

it('a recording that switches to high definition is converted from BT.601 only before that', async () => {
  const part = (size: string, matrix: string, seconds: number) => ({
    filters: `scale=${size}:flags=neighbor,zscale=m=${matrix}:r=limited,format=yuv420p,setparams=colorspace=unknown,tpad=stop_mode=clone:stop_duration=2.6`,
    output: [...x264('yuv420p'), '-output_ts_offset', String(seconds), '-f', 'mpegts'],
  });
  const source = await makeBars(studio, 'joined.ts', part('672:288', '170m', 0));
  const high = await makeBars(studio, 'high.ts', part('1344:576', '709', 3));
  await appendFile(source, await readFile(high));
  const processed = await processClip(studio.runner, source, join(studio.dir, 'joined'), RECIPE);
  const { plan, videoFiles, poster = '', preview = '' } = processed;
  expect(plan.video?.colors).toMatchObject({ matrix: 'bt709', bt601Sizes: [{ width: 672, height: 288 }] });
  for (const seconds of [0, 5])
    for (const bars of await readBars(studio, videoFiles, seconds))
      expect(errorOf(bars)).toBeLessThanOrEqual(TOLERANCE);
  for (const bars of await readBars(studio, [preview, poster])) expect(errorOf(bars)).toBeLessThanOrEqual(TOLERANCE);
});

it('a recording whose matrix, range and bit depth change is converted as each part declares', async () => {
  const part = (filters: string, pixelFormat: string, tags: string[]) => ({
    filters: `scale=1344:576:flags=neighbor,${filters},format=${pixelFormat}${tags.length > 0 ? '' : ',setparams=colorspace=unknown'},tpad=stop_mode=clone:stop_duration=1.6`,
    output: [...x264(pixelFormat, ...tags), '-f', 'mpegts'],
  });
  const parts = [
    part('zscale=m=709:r=limited', 'yuv420p', []),
    part('zscale=m=170m:r=limited', 'yuv420p10le', ['-colorspace', 'smpte170m']),
    part('zscale=m=709:r=full', 'yuvj420p', ['-colorspace', 'bt709', '-color_range', 'pc']),
  ];
  const source = join(studio.dir, 'changing.ts');
  for (const [index, { filters, output }] of parts.entries()) {
    const start = ['-output_ts_offset', String(2 * index)];
    const file = await makeBars(studio, `changing${index}.ts`, { filters, output: [...output, ...start] });
    await appendFile(source, await readFile(file));
  }
  const processed = await processClip(studio.runner, source, join(studio.dir, 'changing'), RECIPE);
  const { plan, videoFiles, poster = '', preview = '' } = processed;
  expect(plan.warnings).toEqual([]);
  expect(plan.video?.copy.unmet).toContain('standard-colors');
  for (const path of [...videoFiles.slice(0, 1), preview])
    for (const seconds of [0, 2.5, 3.5])
      for (const bars of await readBars(studio, [path], seconds)) expect(errorOf(bars)).toBeLessThanOrEqual(TOLERANCE);
  for (const seconds of [4.5, 5.5])
    for (const bars of await readBars(studio, videoFiles, seconds))
      expect(errorOf(bars)).toBeLessThanOrEqual(TOLERANCE);
  for (const bars of await readBars(studio, [poster])) expect(errorOf(bars)).toBeLessThanOrEqual(TOLERANCE);
});
