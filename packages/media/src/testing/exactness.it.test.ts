import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Expected, expectExact } from './expect-exact.harness.js';
import { makeClip, readEntry } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { openStudio } from './studio.harness.js';

/** Two chunk joints and a segment joint between them, at 4, 12 and 8 s. */
const SECONDS = 14;
const JOINTS = { maxChunkSeconds: 8 };

const recipe = (copy: boolean): Recipe => ({
  ...RECIPES.stream,
  outputs: ['hls', 'mp4'],
  video: {
    ...{ preset: 'veryfast', crf: 23, maxFrameRate: 60, capAtSource: false, copy },
    ladder: [
      { name: 'large', shortSide: 108, longSide: 192, maxBitrateBps: 1_500_000 },
      { name: 'small', shortSide: 54, longSide: 96, maxBitrateBps: 300_000 },
    ],
  },
});

const x264 = (group: number, ...options: string[]) => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-b:v', '400k', '-maxrate', '600k', '-bufsize', '600k'],
  ...['-g', String(group), '-keyint_min', String(group), '-sc_threshold', '0', ...options],
];
const OPEN_HEVC = [
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params'],
  'open-gop=1:keyint=50:min-keyint=50:scenecut=0:bframes=4:log-level=none',
];
const VARY = "settb=1/90000,setpts='PTS+mod(N*7,5)*300'";
const from = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);

type Row = Omit<Expected, 'clip'> & {
  clip?: Partial<Expected['clip']>;
  container?: string;
  /** What is done to the clip, without encoding it again: options before and behind the input. */
  change?: { before?: string[]; behind?: string[]; container: string };
  clock?: 'constant' | 'variable';
  /** Whether the picture is also good enough to be copied. */
  fit?: boolean;
  chunks?: number;
  /** That the clip is what it is called. */
  proof?: { facts?: object; entry?: readonly [string, string] };
};

const ROWS: Record<string, Row> = {
  '23.976 frames per second': {
    ...{ clip: { rate: '24000/1001' }, numbers: from(0, 336), fit: true },
  },
  '29.97 frames per second': { clip: { rate: '30000/1001' }, numbers: from(0, 420), fit: true },
  '50 frames per second': { clip: { rate: '50' }, numbers: from(0, 700), fit: true },
  '59.94 frames per second': { clip: { rate: '60000/1001' }, numbers: from(0, 839), fit: true },
  '60 frames per second': { clip: { rate: '60' }, numbers: from(0, 840), fit: true },
  'frames that vary in MP4': {
    clip: { filters: VARY, output: x264(50, '-enc_time_base', '1/90000', '-video_track_timescale', '90000') },
    ...{ numbers: from(0, 420), clock: 'variable', fit: true },
  },
  'frames that vary in Matroska': {
    clip: { filters: VARY, output: x264(50, '-enc_time_base', '1/90000') },
    ...{ container: 'mkv', numbers: from(0, 420), clock: 'variable', fit: true },
  },
  'frames that vary between 7.5 and 60 per second': {
    clip: {
      ...{ rate: '60', filters: "select='if(lt(mod(n,240),120),not(mod(n,8)),1)'" },
      output: x264(240, '-enc_time_base', '1/90000', '-video_track_timescale', '90000'),
    },
    ...{ numbers: from(0, 840).filter((n) => n % 240 >= 120 || n % 8 === 0), clock: 'variable' },
  },
  'a pyramid of B-frames': {
    clip: { output: x264(50, '-bf', '7', '-x264-params', 'b-pyramid=normal:b-adapt=0:ref=6') },
    ...{ numbers: from(0, 420), fit: true, proof: { entry: ['stream=has_b_frames', '2'] } },
  },
  'open groups': {
    clip: { output: x264(50, '-x264-params', 'open-gop=1') },
    ...{ numbers: from(0, 420), proof: { facts: { timeline: { groupsAreClosed: false } } } },
  },
  'open groups of HEVC': {
    clip: {
      output: OPEN_HEVC,
    },
    ...{
      numbers: from(0, 420),
      proof: { facts: { timeline: { groupsAreClosed: false }, probe: { video: { codec: 'hevc' } } } },
    },
  },
  'ten seconds between key frames': {
    clip: { rate: '25', seconds: 26, output: x264(250) },
    ...{ numbers: from(0, 650), proof: { facts: { timeline: { keyPts: { length: 3 } } } } },
  },
  'key frames alone': {
    clip: { output: x264(1) },
    ...{ numbers: from(0, 420), fit: true, proof: { facts: { timeline: { keyPts: { length: 420 } } } } },
  },
  'an edit list that cuts the start off': {
    change: { before: ['-ss', '1.5'], container: 'mp4' },
    ...{
      numbers: from(45, 420),
      heard: { from: 1.5, to: SECONDS },
      proof: { facts: { timeline: { discardedCount: 45 } } },
    },
  },
  'sound that an edit list begins late': {
    clip: { lateBy: { sound: 0.73 } },
    ...{ numbers: from(0, 420), fit: true },
  },
  'a picture that an edit list begins late': {
    clip: { lateBy: { picture: 0.73 } },
    ...{ numbers: from(0, 420), clock: 'variable' },
  },
  'MPEG-TS that begins at ten hours': {
    change: { behind: ['-output_ts_offset', '36000'], container: 'ts' },
    ...{ numbers: from(0, 420), fit: true },
  },
  'MPEG-TS whose first key frame is missing': {
    change: { behind: ['-ss', '1', '-copyinkf'], container: 'ts' },
    ...{ numbers: from(50, 420), heard: { from: 1, to: SECONDS }, clock: 'variable' },
  },
  'Matroska whose first key frame is missing': {
    change: { behind: ['-ss', '1', '-copyinkf'], container: 'mkv' },
    ...{ numbers: from(50, 420), heard: { from: 1, to: SECONDS }, clock: 'variable' },
  },
  'an MP4 of open groups of HEVC whose first key frame is missing': {
    clip: { output: OPEN_HEVC },
    change: { behind: ['-ss', '1', '-copyinkf'], container: 'mp4' },
    ...{ numbers: from(50, 420), heard: { from: 1, to: SECONDS }, clock: 'variable' },
  },
  'sound that is longer than the picture': { clip: { soundSeconds: 17 }, numbers: from(0, 420), fit: true },
  'sound that is shorter than the picture': { clip: { soundSeconds: 9 }, numbers: from(0, 420), fit: true },
  'no sound': { clip: { sound: false }, numbers: from(0, 420), fit: true },
  'one frame': { clip: { seconds: 0.03, soundSeconds: 1 }, numbers: [0], chunks: 1, fit: true },
  'a twenty-fifth of a second': { clip: { rate: '25', seconds: 0.04 }, numbers: [0], chunks: 1, fit: true },
  'two frames in a twenty-fifth of a second': {
    ...{ clip: { rate: '50', seconds: 0.04 }, numbers: [0, 1], chunks: 1, fit: true },
  },
  '60 frames per second in Matroska': { clip: { rate: '60' }, container: 'mkv', numbers: from(0, 840), fit: true },
  'Matroska that rounds to milliseconds': {
    clip: { rate: '30000/1001' },
    container: 'mkv',
    numbers: from(0, 420),
    fit: true,
  },
  'an MP4 of coarse ticks': {
    clip: { rate: '30000/1001', output: x264(50, '-video_track_timescale', '600') },
    ...{ numbers: from(0, 420), fit: true },
  },
};

let studio: Awaited<ReturnType<typeof openStudio>>;
let count = 0;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio[Symbol.asyncDispose]());

const clipOf = (row: Row): Expected['clip'] => ({
  size: '192x108',
  seconds: SECONDS,
  sound: true,
  output: x264(50),
  ...row.clip,
});

const sources = new Map<string, Promise<string>>();
const sourceOf = (name: string, row: Row): Promise<string> => {
  const source = sources.get(name) ?? makeSource(name.replaceAll(' ', '-'), row);
  sources.set(name, source);
  return source;
};

const makeSource = async (name: string, row: Row): Promise<string> => {
  const clip = await makeClip(studio, `${name}.${row.container ?? 'mp4'}`, clipOf(row));
  if (!row.change) return clip;
  const { before = [], behind = [], container } = row.change;
  const path = join(studio.dir, `${name}-changed.${container}`);
  const argv = [...before, '-i', `file:${clip}`, '-map', '0', '-c', 'copy', ...behind, `file:${path}`];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [clip], signal: studio.signal });
  return path;
};

const process = (source: string, copy: boolean): Promise<Processed> => {
  count += 1;
  return processClip(studio.runner, source, join(studio.dir, `job${count}`), recipe(copy), JOINTS);
};

const CASES = Object.entries(ROWS).map(([name, row]) => ({ name, row }));

it.each(CASES)(
  '$name: all frames at their times, through all joints, in step with the sound',
  async ({ name, row }) => {
    const source = await sourceOf(name, row);
    const processed = await process(source, false);
    const { video } = processed.plan;
    expect(processed).toMatchObject({ lostFrames: 0, ...row.proof?.facts });
    if (row.proof?.entry) expect(await readEntry(studio, source, row.proof.entry[0], 'v:0')).toBe(row.proof.entry[1]);
    expect(video?.clock.kind).toBe(row.clock ?? 'constant');
    expect(video?.chunks).toHaveLength(row.chunks ?? 3);
    await expectExact(studio, source, processed, { ...row, clip: clipOf(row) });
  },
);

it.each(CASES.filter(({ row }) => row.fit))('$name: the same when its picture is copied', async ({ name, row }) => {
  const source = await sourceOf(name, row);
  const processed = await process(source, true);
  expect(processed.plan.video?.copy).toMatchObject({ copied: true, rule: 'fit' });
  await expectExact(studio, source, processed, { ...row, clip: clipOf(row) });
  const [before, after] = await readPictures([source, processed.mp4 ?? 'no MP4 was made']);
  expect(after).toBe(before);
});

/** One sum over all that a decoder makes of each file. */
const readPictures = async (paths: string[]): Promise<string[]> => {
  const sums = paths.map((_, index) => join(studio.dir, `pictures${index}`));
  const outputs = sums.flatMap((sum, index) => [
    '-map',
    `${index}:v:0`,
    '-fps_mode',
    'passthrough',
    '-f',
    'md5',
    `file:${sum}`,
  ]);
  const argv = [...paths.flatMap((path) => ['-i', `file:${path}`]), ...outputs];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: paths, signal: studio.signal });
  return Promise.all(sums.map((sum) => readFile(sum, 'utf8')));
};
