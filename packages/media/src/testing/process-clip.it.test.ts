import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAndCheck } from '../index.js';
import { makeClip, readEntry, readNumbers, readTimes } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { openStudio } from './studio.harness.js';

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
const TWO_RUNGS: Recipe = {
  ...RECIPES.stream,
  video: {
    ...{ preset: 'veryfast', crf: 23, maxFrameRate: 60, capAtSource: false, copy: false },
    ladder: [
      { name: 'large', shortSide: 180, longSide: 320, maxBitrateBps: 500_000 },
      { name: 'small', shortSide: 90, longSide: 160, maxBitrateBps: 200_000 },
    ],
  },
};

let studio: Awaited<ReturnType<typeof openStudio>>;
let count = 0;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio[Symbol.asyncDispose]());

/** Even where a clip would be fit as it is: these tests are about encoding. */
const ENCODE: Recipe = {
  ...RECIPES.stream,
  ...(RECIPES.stream.video && { video: { ...RECIPES.stream.video, copy: false } }),
};

const run = (clip: string, recipe = ENCODE): Promise<Processed> => {
  count += 1;
  return processClip(studio.runner, clip, join(studio.dir, `job${count}`), recipe);
};
const mp4Of = ({ mp4 }: Processed): string => mp4 ?? 'no MP4 was made';
const seconds = async (path: string) => Number.parseFloat(await readEntry(studio, path, 'format=duration'));
const size = (path: string) => readEntry(studio, path, 'stream=width,height', 'v:0');
const upTo = (frames: number) => Array.from({ length: frames }, (_, index) => index);

/** Every chunk begins where the one before ended, and all share one init segment. */
const expectSeamless = ({ chunks }: Processed) => {
  for (const rendition of chunks) {
    expect(new Set(rendition.map(({ init }) => init.sha256)).size).toBe(1);
    const segments = rendition.flatMap((chunk) => chunk.segments);
    for (const [index, segment] of segments.slice(1).entries()) {
      const before = segments[index];
      expect(segment.decodeTicks).toBe((before?.decodeTicks ?? 0) + (before?.durationTicks ?? 0));
    }
  }
};

/** The times of the download are those of the source, counted from its first frame. */
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

describe('a clip of 29.97 frames per second with reordered, open groups', () => {
  it('comes out frame by frame in every rendition, joined without a seam, in step with its sound', async () => {
    const clip = await makeClip(studio, 'ntsc.mp4', { rate: '30000/1001', seconds: 6, sound: true, output: OPEN_GOP });
    const processed = await run(clip, TWO_RUNGS);
    expect(processed.plan.video?.clock.kind).toBe('constant');
    expect(processed.chunks.map((rendition) => rendition.length)).toEqual([2, 2]);
    expectSeamless(processed);
    const starts = processed.chunks.map((rendition) =>
      rendition.flatMap(({ segments }) => segments.map(({ startTicks }) => startTicks)),
    );
    expect(starts[0]).toEqual(starts[1]);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(180));
    await expectSameTimes(clip, processed, 0.0001);
    expect(Math.abs((await seconds(mp4Of(processed))) - (await seconds(clip)))).toBeLessThan(1 / 29);
    expect(await readEntry(studio, mp4Of(processed), 'stream=start_time', 'v:0')).toBe('0.000000');
    expect(await readEntry(studio, processed.poster ?? '', 'stream=width,height')).toBe('320,180');
    expect(processed.audios[0]?.track).toMatchObject({ codec: 'mp4a.40.2', sampleRateHz: 48_000 });
  });
});

describe('a chunk whose seek lands too late', () => {
  it('is decoded once more from the start, and then has all its frames', async () => {
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
      };
      expect(await encodeAndCheck(runEncode, late)).toMatchObject({ lostFrames: 0, renditions: [{}] });
    }
    expect(runs.map((argv) => argv.includes('-ss'))).toEqual([true, false, true, false]);
  });
});

describe('frames that vary', () => {
  it('keep their times when they jitter and are reordered', async () => {
    const clip = await makeClip(studio, 'jitter.mp4', {
      seconds: 5,
      filters: "settb=1/90000,setpts='PTS+mod(N*7,5)*300'",
      output: [...OPEN_GOP, '-enc_time_base', '1/90000', '-video_track_timescale', '90000'],
    });
    const processed = await run(clip);
    expect(processed.plan.video).toMatchObject({ clock: { kind: 'variable' }, reorder: true });
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(150));
    await expectSameTimes(clip, processed, 0.0001);
  });

  it('keep their times across gaps of seconds, and the last one its length', async () => {
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

  it('do not end later for a long gap among short ones', async () => {
    const clip = await makeClip(studio, 'late.mp4', {
      seconds: 4,
      filters: "select='not(between(n,1,100))'",
      output: [...OPEN_GOP, '-enc_time_base', '1/90000'],
    });
    const processed = await run(clip);
    const times = await readTimes(studio, clip, 'v:0');
    expect(await seconds(mp4Of(processed))).toBeCloseTo((times.at(-1) ?? 0) + 1 / 30, 2);
  });

  it('too many a second are thinned out evenly', async () => {
    const clip = await makeClip(studio, 'fast.mp4', { size: '160x90', rate: '120', seconds: 5 });
    const processed = await run(clip);
    expect(processed.plan.video).toMatchObject({ clock: { kind: 'resampled' }, frameCount: 300 });
    expectSeamless(processed);
    const numbers = await readNumbers(studio, mp4Of(processed));
    expect(numbers).toHaveLength(300);
    expect(Math.max(...numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0)))).toBe(2);
  });
});

describe('the picture', () => {
  it('of a phone is turned upright', async () => {
    const level = await makeClip(studio, 'level.mp4', { seconds: 1 });
    const clip = join(studio.dir, 'turned.mp4');
    const copy = ['-i', `file:${level}`, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', `file:${clip}`];
    await studio.runner.runFfmpeg(copy, { workDir: studio.dir, inputs: [level], signal: studio.signal });
    const processed = await run(clip);
    expect(processed.probe.video).toMatchObject({ rotation: 270, width: 180, height: 320 });
    expect(await size(mp4Of(processed))).toBe('180,320');
    expect(await readEntry(studio, mp4Of(processed), 'stream_side_data=rotation', 'v:0')).toBe('');
    // Upright, the blocks stand along the right edge: the top row is no longer a number.
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
  ])('%s comes out as 8-bit, square pixels and every frame', async (_, options, expected) => {
    const processed = await run(await makeClip(studio, `picture${count}.mp4`, { seconds: 0.5, ...options }));
    const entries = 'stream=width,height,sample_aspect_ratio,pix_fmt,nb_frames';
    expect(await readEntry(studio, mp4Of(processed), entries, 'v:0')).toBe(`${expected},1:1,yuv420p,15`);
    expect(processed.audios).toEqual([]);
  });

  it('of a GIF and of RGB is taken without a seek and keeps its colours', async () => {
    const processed = await run(await makeClip(studio, 'palette.gif', { rate: '10', seconds: 1, output: [] }));
    expect(processed.plan.video).toMatchObject({ fromRgb: true, chunks: [{}] });
    expect(await readEntry(studio, mp4Of(processed), 'stream=color_space', 'v:0')).toBe('bt709');
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(10));
  });

  it.each([
    ['a single frame', { rate: '30', seconds: 0.03 }],
    ['a twenty-fifth of a second', { rate: '25', seconds: 0.04 }],
  ])('that lasts %s is one frame', async (_, options) => {
    const processed = await run(await makeClip(studio, `short${count}.mp4`, options));
    expect(await readNumbers(studio, mp4Of(processed))).toEqual([0]);
    expect(processed.plan.video?.chunks).toHaveLength(1);
  });
});

describe('containers without an index', () => {
  it('MPEG-TS that starts at an odd time, with sound, comes out frame by frame', async () => {
    const clip = await makeClip(studio, 'offset.ts', {
      rate: '25',
      seconds: 5,
      sound: true,
      output: [...OPEN_GOP, '-output_ts_offset', '1234.5', '-f', 'mpegts'],
    });
    const processed = await run(clip);
    expect(processed.probe.container).toContain('mp4');
    expectSeamless(processed);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(125));
  });

  it('AVI without presentation times comes out frame by frame', async () => {
    const clip = await makeClip(studio, 'old.avi', {
      rate: '25',
      seconds: 5,
      sound: true,
      output: ['-c:v', 'mpeg4', '-bf', '2', '-q:v', '3'],
    });
    const processed = await run(clip);
    expectSeamless(processed);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(125));
  });
});
