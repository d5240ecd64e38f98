import { join } from 'node:path';
import { filterFacts } from '@media/core';
import { expect, test } from 'vitest';
import { useStudio } from '../testing/use-studio.harness.js';
import { openSampled } from './open-sampled.harness.js';
import { sampleVideo } from './sample-video.js';

const studio = useStudio();

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p'];
const MARKED = [...H264, '-flags', '+ildct+ilme', '-x264-params', 'interlaced=1:tff=1'];
const MPEG2 = ['-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-b:v', '20M'];
const PAL = 's=720x576:d=5';

const deinterlacingOf = async (sources: readonly string[], filters: string, encoding: readonly string[]) => {
  const { runner, dir, signal } = studio;
  const path = join(dir, 'fields.mkv');
  const options = { workDir: dir, inputs: [], signal };
  const inputs = sources.flatMap((source) => ['-f', 'lavfi', '-i', source]);
  const graph = ['-filter_complex', `${filters}[out]`, '-map', '[out]'];
  await runner.runFfmpeg([...inputs, ...graph, '-t', '5', ...encoding, `file:${path}`], options);
  const { run, source } = await openSampled(studio, path, dir);
  return filterFacts(await sampleVideo(run, path, source)).deinterlace;
};

/** A white box that moves over a still background. */
const OVERLAY = "[0:v][1:v]overlay=x='300+100*sin(t*3)':y='200+50*t'";
const box = (rate: number, size = '80x80') => `color=white:s=${size}:r=${rate}:d=5`;
const detail = (rate: number) =>
  `mandelbrot=s=720x576:r=${rate}:start_scale=0.1,trim=end_frame=1,loop=-1:1,setpts=N/${rate}/TB`;

test.each<[string, string[], string, string[], 'top' | 'bottom']>([
  ['a test pattern', [`testsrc2=r=50:${PAL}`], '[0:v]interlace', MARKED, 'top'],
  ['a noisy one', [`testsrc2=r=50:${PAL}`], '[0:v]noise=alls=12:allf=t,interlace', MARKED, 'top'],
  [
    'MPEG-2, bottom field first',
    [`testsrc2=r=50:${PAL}`],
    '[0:v]interlace=scan=bff',
    [...MPEG2, '-top', '0'],
    'bottom',
  ],
  [
    '4:2:2 with colors that were scaled',
    [`testsrc2=r=50:${PAL}`],
    '[0:v]interlace,format=yuv422p',
    [...MPEG2, '-top', '1'],
    'top',
  ],
  ['a small box over still detail', [detail(50), box(50)], `${OVERLAY},interlace`, MARKED, 'top'],
])('marked fields that differ little become frames: %s', async (_, sources, filters, encoding, first) => {
  const found = await deinterlacingOf(sources, filters, encoding);
  expect(found).toMatchObject({ all: true, perField: true });
  expect([undefined, first]).toContain(found?.first);
});

const PROGRESSIVE: [string, string[], string][] = [
  ['a test pattern', [`testsrc2=r=25:${PAL}`], '[0:v]null'],
  ['rolling detail', [`testsrc2=r=25:${PAL}`], '[0:v]scroll=v=0.0052'],
  ['noise', [`testsrc2=r=25:${PAL}`], '[0:v]noise=alls=20:allf=t'],
  ['a box over still detail', [detail(25), box(25)], OVERLAY],
  [
    'a box over a plain background',
    [`color=gray:r=25:${PAL}`, box(25, '200x100')],
    '[0:v][1:v]overlay=x=n*4:y=100+3*n',
  ],
  ['fine lines', [`testsrc2=r=25:${PAL}`], "[0:v]geq=lum='128+100*sin((Y+3*N)*1.2)':cb=128:cr=128"],
];

test.each(PROGRESSIVE)('whole frames that are marked keep their rate: %s', async (_, sources, filters) => {
  expect(await deinterlacingOf(sources, filters, MARKED)).toEqual({});
});

test.each(PROGRESSIVE)('whole frames without marks are not deinterlaced: %s', async (_, sources, filters) => {
  expect(await deinterlacingOf(sources, filters, H264)).toBeUndefined();
});

test.each([
  ['film in 60 fields', ['testsrc2=r=24000/1001:s=720x480:d=5'], '[0:v]telecine=pattern=23'],
  ['noisy film', ['testsrc2=r=24000/1001:s=720x480:d=5'], '[0:v]noise=alls=8:allf=t,telecine=pattern=23'],
  ['still video', [detail(50)], '[0:v]interlace'],
])('marked video that has nothing to gain keeps its rate: %s', async (_, sources, filters) => {
  expect(await deinterlacingOf(sources, filters, MARKED)).toEqual({});
});
