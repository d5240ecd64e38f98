import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { rotateClip } from '@media/testkit';
import { describe, expect, it } from 'vitest';
import { encodeAndCheck } from '../index.js';
import { expectSeamless } from './expect-exact.harness.js';
import { makeClip, readEntry, readNumbers, readTimes } from './numbered-clip.harness.js';
import { packetClockOf } from './packet-clock.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const OPEN_GOP = [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-bf',
  '3',
  '-x264-params',
  'open-gop=1:keyint=50:scenecut=0',
];

const studio = useStudio();
let count = 0;

/** Disables copying, because these tests are about encoding. */
const ENCODE: Recipe = {
  ...RECIPES.stream,
  ...(RECIPES.stream.video && { video: { ...RECIPES.stream.video, copy: false } }),
};

const run = (clip: string): Promise<Processed> => {
  count += 1;
  return processClip(studio.runner, clip, join(studio.dir, `job${count}`), ENCODE);
};
const mp4Of = ({ mp4 }: Processed): string => mp4 ?? 'no MP4 was made';
const seconds = async (path: string) => Number.parseFloat(await readEntry(studio, path, 'format=duration'));
const size = (path: string) => readEntry(studio, path, 'stream=width,height', 'v:0');
const upTo = (frames: number) => Array.from({ length: frames }, (_, index) => index);

/** The times of the download match those of the source relative to its first frame. */
const expectSameTimes = async (source: string, processed: Processed, toleranceSeconds: number, lead = 0) => {
  const [before, after] = [await readTimes(studio, source, 'v:0'), await readTimes(studio, mp4Of(processed), 'v:0')];
  expect(after).toHaveLength(before.length);
  const worst = Math.max(
    ...after.map((time, index) =>
      index === 0 ? time : Math.abs(time - lead - ((before[index] ?? 0) - (before[0] ?? 0))),
    ),
  );
  expect(worst).toBeLessThanOrEqual(toleranceSeconds);
};

describe('a chunk whose seek lands too late', () => {
  it('is decoded again from the start, and then has all frames', async () => {
    const clip = await makeClip(studio, 'seek.mp4', { seconds: 6, output: OPEN_GOP });
    const { plan } = await run(clip);
    const [, chunk] = plan.video?.chunks ?? [];
    if (!plan.video || !chunk) throw new Error('not two chunks');
    const runs: string[][] = [];
    const runEncode = (argv: string[]) => {
      runs.push(argv);
      return studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [clip], signal: studio.signal });
    };
    for (const seekSeconds of [5, 100]) {
      const late = {
        input: clip,
        video: plan.video,
        chunk: { ...chunk, seekSeconds },
        outputDir: studio.dir,
        threads: 2,
        packetClock: await packetClockOf(studio.runner),
      };
      expect(await encodeAndCheck(runEncode, late)).toMatchObject({ lostFrames: 0, renditions: [{}] });
    }
    expect(runs.map((argv) => argv.includes('-ss'))).toEqual([true, false, true, false]);
  });
});

describe('variable frame times', () => {
  it('are kept across gaps of seconds, as is the duration of the last frame', async () => {
    const clip = await makeClip(studio, 'gaps.mp4', {
      seconds: 8,
      filters: "select='not(between(n,20,80)+between(n,130,190))'",
      output: [...OPEN_GOP, '-enc_time_base', '1/90000'],
    });
    const processed = await run(clip);
    expect(processed.plan.video).toMatchObject({ clock: { kind: 'variable' }, reorder: false, chunks: [{}, {}] });
    expectSeamless(processed);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(
      upTo(240).filter((n) => !(n >= 20 && n <= 80) && !(n >= 130 && n <= 190)),
    );
    await expectSameTimes(clip, processed, 0.0001);
    expect(Math.abs((await seconds(mp4Of(processed))) - 8)).toBeLessThan(0.05);
  });

  it("don't end later because of a long gap among short ones", async () => {
    const clip = await makeClip(studio, 'late.mp4', {
      seconds: 4,
      filters: "select='not(between(n,1,100))'",
      output: [...OPEN_GOP, '-enc_time_base', '1/90000'],
    });
    const processed = await run(clip);
    const times = await readTimes(studio, clip, 'v:0');
    expect(await seconds(mp4Of(processed))).toBeCloseTo((times.at(-1) ?? 0) + 1 / 30, 2);
  });

  it('above the maximum rate are dropped evenly', async () => {
    const clip = await makeClip(studio, 'fast.mp4', { size: '160x90', rate: '120', seconds: 5 });
    const processed = await run(clip);
    expect(processed.plan.video).toMatchObject({ clock: { kind: 'resampled' }, frameCount: 300 });
    expectSeamless(processed);
    const numbers = await readNumbers(studio, mp4Of(processed));
    expect(numbers).toHaveLength(300);
    expect(Math.max(...numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0)))).toBe(2);
  });
});

describe('the video', () => {
  it('from a phone is rotated', async () => {
    const level = await makeClip(studio, 'level.mp4', { seconds: 1 });
    const processed = await run(await rotateClip(level, 270));
    expect(processed.probe.video).toMatchObject({ rotation: 270, width: 180, height: 320 });
    expect(await size(mp4Of(processed))).toBe('180,320');
    expect(await size(processed.poster ?? 'no poster was made')).toBe('180,320');
    expect(await readEntry(studio, mp4Of(processed), 'stream_side_data=rotation', 'v:0')).toBe('');
    // After rotation, the blocks are at the right edge, so the top row isn't a number anymore.
    expect(await readNumbers(studio, mp4Of(processed))).not.toEqual(upTo(30));
  });

  it.each([
    ['portrait', { size: '180x320' }, '180,320'],
    [
      'of odd sides',
      { size: '321x181', output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv444p'] },
      '320,180',
    ],
    ['with wide pixels', { filters: 'setsar=2/1' }, '640,180'],
    ['of ten bits', { output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv422p10le'] }, '320,180'],
    [
      'of high dynamic range',
      {
        output: [
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-pix_fmt',
          'yuv420p10le',
          '-color_trc',
          'arib-std-b67',
          '-color_primaries',
          'bt2020',
          '-colorspace',
          'bt2020nc',
        ],
      },
      '320,180',
    ],
    [
      'of interlaced fields',
      { output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-flags', '+ilme+ildct', '-x264-params', 'tff=1'] },
      '320,180',
    ],
  ])('%s comes out in 8 bits, with square pixels and every frame', async (_, options, expected) => {
    const processed = await run(await makeClip(studio, `video${count}.mp4`, { seconds: 0.5, ...options }));
    const entries = 'stream=width,height,sample_aspect_ratio,pix_fmt,nb_frames';
    expect(await readEntry(studio, mp4Of(processed), entries, 'v:0')).toBe(`${expected},1:1,yuv420p,15`);
    expect(processed.audios).toEqual([]);
  });

  it('from GIF and RGB is read without a seek and keeps its colors', async () => {
    const processed = await run(await makeClip(studio, 'palette.gif', { rate: '10', seconds: 1, output: [] }));
    expect(processed.plan.video).toMatchObject({ colors: { matrix: 'rgb' }, chunks: [{}] });
    expect(await readEntry(studio, mp4Of(processed), 'stream=color_space', 'v:0')).toBe('bt709');
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(10));
  });
});

describe('a container without an index', () => {
  it.each([
    ['frames that are out of order by one', ['-c:v', 'mpeg4', '-bf', '2', '-q:v', '3']],
    ['a pyramid of B-frames', ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-g', '50']],
  ])('AVI without presentation times and with %s comes out frame by frame', async (_, output) => {
    const clip = await makeClip(studio, `old${count}.avi`, { rate: '25', seconds: 5, audio: true, output });
    const processed = await run(clip);
    expectSeamless(processed);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(125));
  });
});
