import { RECIPES, type Recipe } from '@media/core';
import type { Expected } from './expect-exact.harness.js';

/** Chunk boundaries at 4 and 12 s, and a segment boundary at 8 s. */
export const SECONDS = 14;
export const SHORT_CHUNKS = { maxChunkSeconds: 8 };

export const recipe = (copy: boolean): Recipe => ({
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

export const x264 = (group: number, ...options: string[]) => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-b:v', '400k', '-maxrate', '600k', '-bufsize', '600k'],
  ...['-g', String(group), '-keyint_min', String(group), '-sc_threshold', '0', ...options],
];
const OPEN_HEVC = [
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params'],
  'open-gop=1:keyint=50:min-keyint=50:scenecut=0:bframes=4:log-level=none',
];
const VARY = "settb=1/90000,setpts='PTS+mod(N*7,5)*300'";
const from = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);

export type Row = Omit<Expected, 'clip'> & {
  clip?: Partial<Expected['clip']>;
  container?: string;
  /** Remuxes the clip with these options before and after the input. */
  change?: { before?: string[]; behind?: string[]; container: string };
  clock?: 'constant' | 'variable';
  /** Whether the video can also be copied. */
  fit?: boolean;
  chunks?: number;
  /** What only `pnpm test:faults` tests, because another row is similar: both, or only copying. */
  swept?: 'all' | 'copying';
  /** Proves that the clip has the named property. */
  proof?: { facts?: object; entry?: readonly [string, string] };
};

export const ROWS: Record<string, Row> = {
  '23.976 frames per second': {
    swept: 'all',
    ...{ clip: { rate: '24000/1001' }, numbers: from(0, 336), fit: true },
  },
  '29.97 frames per second': { clip: { rate: '30000/1001' }, numbers: from(0, 420), fit: true },
  '2.9 frames per second in Matroska': {
    swept: 'all',
    ...{ clip: { rate: '29/10' }, container: 'mkv', numbers: from(0, 41), chunks: 2 },
  },
  'a frame every five seconds in Matroska': {
    clip: { rate: '1/5', seconds: 30 },
    ...{ container: 'mkv', numbers: from(0, 6) },
  },
  '50 frames per second': { swept: 'all', clip: { rate: '50' }, numbers: from(0, 700), fit: true },
  '59.94 frames per second': { swept: 'all', clip: { rate: '60000/1001' }, numbers: from(0, 839), fit: true },
  '60 frames per second': { swept: 'all', clip: { rate: '60' }, numbers: from(0, 840), fit: true },
  'frames that vary in MP4': {
    clip: { filters: VARY, output: x264(50, '-enc_time_base', '1/90000', '-video_track_timescale', '90000') },
    ...{ numbers: from(0, 420), clock: 'variable', fit: true },
  },
  'frames that vary in Matroska': {
    swept: 'all',
    clip: { filters: VARY, output: x264(50, '-enc_time_base', '1/90000') },
    ...{ container: 'mkv', numbers: from(0, 420), clock: 'variable', fit: true },
  },
  'frames that vary between 7.5 and 60 per second': {
    swept: 'all',
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
    swept: 'all',
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
  'audio that an edit list begins late': {
    clip: { lateBy: { audio: 0.73 } },
    ...{ numbers: from(0, 420), fit: true },
  },
  'video that an edit list begins late': {
    clip: { lateBy: { video: 0.73 } },
    ...{ numbers: from(0, 420), clock: 'variable' },
  },
  'MPEG-TS that begins at ten hours': {
    swept: 'copying',
    change: { behind: ['-output_ts_offset', '36000'], container: 'ts' },
    ...{ numbers: from(0, 420), fit: true },
  },
  'MPEG-TS whose first key frame is missing': {
    change: { behind: ['-ss', '1', '-copyinkf'], container: 'ts' },
    ...{ numbers: from(50, 420), heard: { from: 1, to: SECONDS }, clock: 'variable' },
  },
  'Matroska whose first key frame is missing': {
    swept: 'all',
    change: { behind: ['-ss', '1', '-copyinkf'], container: 'mkv' },
    ...{ numbers: from(50, 420), heard: { from: 1, to: SECONDS }, clock: 'variable' },
  },
  'an MP4 of open groups of HEVC whose first key frame is missing': {
    swept: 'all',
    clip: { output: OPEN_HEVC },
    change: { behind: ['-ss', '1', '-copyinkf'], container: 'mp4' },
    ...{ numbers: from(50, 420), heard: { from: 1, to: SECONDS }, clock: 'variable' },
  },
  'audio that is longer than the video': {
    swept: 'copying',
    clip: { audioSeconds: 17 },
    ...{ numbers: from(0, 420), clock: 'variable', fit: true },
  },
  'audio that is shorter than the video': {
    swept: 'copying',
    clip: { audioSeconds: 9 },
    numbers: from(0, 420),
    fit: true,
  },
  'no audio': { swept: 'copying', clip: { audio: false }, numbers: from(0, 420), fit: true },
  // Too short to play with audio, so the last frame is held.
  'one frame': { clip: { seconds: 0.03, audioSeconds: 1 }, numbers: [0], chunks: 1, clock: 'variable' },
  'a twenty-fifth of a second': {
    swept: 'all',
    clip: { rate: '25', seconds: 0.04 },
    ...{ numbers: [0], chunks: 1, clock: 'variable' },
  },
  'two frames in a twenty-fifth of a second': {
    clip: { rate: '50', seconds: 0.04 },
    ...{ numbers: [0, 1], chunks: 1, clock: 'variable' },
  },
  '60 frames per second in Matroska': {
    swept: 'all',
    clip: { rate: '60' },
    container: 'mkv',
    numbers: from(0, 840),
    fit: true,
  },
  'Matroska that rounds to milliseconds': {
    swept: 'copying',
    clip: { rate: '30000/1001' },
    container: 'mkv',
    numbers: from(0, 420),
    fit: true,
  },
  'an MP4 of coarse ticks': {
    swept: 'all',
    clip: { rate: '30000/1001', output: x264(50, '-video_track_timescale', '600') },
    ...{ numbers: from(0, 420), fit: true },
  },
};
