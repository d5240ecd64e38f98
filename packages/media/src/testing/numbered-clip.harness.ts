import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaRunner } from '../index.js';

/** Enough for 1024 frames. */
const BITS = 10;

/** Interval and duration of beeps. */
export const BEEP_EVERY_SECONDS = 0.7;
const BEEP_SECONDS = 0.03;

export type Studio = { runner: MediaRunner; dir: string; signal: AbortSignal };

export type ClipOptions = {
  size?: string;
  rate?: string;
  seconds: number;
  /** Number of blocks per painted number. */
  bits?: number;
  /** The moving content below the numbers: an ffmpeg source without size and rate. */
  scene?: string;
  /** Filters after the number is painted, for example to drop frames. */
  filters?: string;
  /** Encoding and muxing. */
  output?: readonly string[];
  /** A beep every 0.7 s, starting at zero. */
  audio?: boolean;
  /** Duration of the audio, if it differs from the video. */
  audioSeconds?: number;
  /** Delay of the track in seconds. */
  lateBy?: { audio?: number; video?: number };
};

/** Makes a video with the number of every frame as white or black blocks at the top, and audio with beeps. */
export const makeClip = async (
  { runner, dir, signal }: Studio,
  name: string,
  options: ClipOptions,
): Promise<string> => {
  const { seconds, output = ['-c:v', 'libx264', '-preset', 'ultrafast'], audio = false, lateBy = {} } = options;
  const { audioSeconds = seconds } = options;
  const path = join(dir, name);
  const beeps = `aevalsrc='0.6*sin(2*PI*1000*t)*lt(mod(t,${BEEP_EVERY_SECONDS}),${BEEP_SECONDS})'`;
  const beepInput = audio ? [...late(lateBy.audio), '-f', 'lavfi', '-i', `${beeps}:s=48000:d=${audioSeconds}`] : [];
  await runner.runFfmpeg(
    [
      ...[...late(lateBy.video), '-f', 'lavfi', '-i', paintedVideo(options), ...beepInput],
      ...['-c:a', 'aac', '-fps_mode', 'passthrough', ...output, `file:${path}`],
    ],
    { workDir: dir, inputs: [], signal },
  );
  return path;
};

const late = (seconds: number | undefined): string[] => (seconds === undefined ? [] : ['-itsoffset', String(seconds)]);

const paintedVideo = ({
  size = '320x180',
  rate = '30',
  seconds,
  bits = BITS,
  scene = 'testsrc2=',
  filters,
}: ClipOptions): string => {
  const blocks = Array.from(
    { length: bits },
    (_, bit) =>
      `drawbox=x=iw*${bit}/${bits}:y=0:w=iw/${bits}+1:h=ih/4:color=white:t=fill:enable='bitand(n,${2 ** bit})'`,
  );
  return [
    `${scene}s=${size}:r=${rate},trim=end=${seconds}`,
    'drawbox=x=0:y=0:w=iw:h=ih/4:color=black:t=fill',
    ...blocks,
    ...(filters ? [filters] : []),
  ].join(',');
};

/** Filters that reduce each block of a frame to a gray pixel. */
export const numberFilters = (bits = BITS): string => `crop=iw:ih/5:0:0,scale=${bits}:1:flags=area,format=gray`;

/** The numbers of frames from the output of `numberFilters`. */
export const parseNumbers = (bytes: Buffer, bits = BITS): number[] =>
  Array.from({ length: bytes.length / bits }, (_, frame) =>
    bytes.subarray(frame * bits, (frame + 1) * bits).reduce((sum, gray, bit) => sum + (gray > 127 ? 2 ** bit : 0), 0),
  );

/** The numbers painted in the frames of a file, in presentation order. */
export const readNumbers = async ({ runner, dir, signal }: Studio, path: string): Promise<number[]> => {
  const raw = join(dir, 'numbers.gray');
  await runner.runFfmpeg(
    ['-i', `file:${path}`, '-vf', numberFilters(), '-fps_mode', 'passthrough', '-f', 'rawvideo', `file:${raw}`],
    { workDir: dir, inputs: [path], signal },
  );
  return parseNumbers(await readFile(raw));
};

/** Presentation times of the packets of a stream in seconds, sorted. */
export const readTimes = async (
  { runner, dir, signal }: Studio,
  path: string,
  stream: 'v:0' | 'a:0',
): Promise<number[]> => {
  const argv = [
    '-v',
    'error',
    '-select_streams',
    stream,
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
    `file:${path}`,
  ];
  const lines = (await runner.runFfprobe(argv, { workDir: dir, inputs: [path], signal })).split('\n');
  return lines
    .filter((line) => /^-?\d/.test(line) && !/,.D/.test(line))
    .map(Number.parseFloat)
    .sort((a, b) => a - b);
};

/** A single value from ffprobe, as text. */
export const readEntry = async (
  { runner, dir, signal }: Studio,
  path: string,
  entry: string,
  stream?: string,
): Promise<string> => {
  const argv = [
    '-v',
    'error',
    ...(stream ? ['-select_streams', stream] : []),
    '-show_entries',
    entry,
    '-of',
    'csv=p=0',
    `file:${path}`,
  ];
  return (await runner.runFfprobe(argv, { workDir: dir, inputs: [path], signal })).trim();
};
