import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaRunner } from '../index.js';

const BITS = 10;

export type Studio = { runner: MediaRunner; dir: string; signal: AbortSignal };

type ClipOptions = {
  size?: string;
  rate?: string;
  seconds: number;
  /** Filters after the number is painted, such as dropping frames. */
  filters?: string;
  /** Encoding and muxing. */
  output?: readonly string[];
  sound?: boolean;
};

/** Makes a moving test picture in which every frame carries its number as ten white or black blocks along the top. */
export const makeClip = async (
  { runner, dir, signal }: Studio,
  name: string,
  options: ClipOptions,
): Promise<string> => {
  const {
    size = '320x180',
    rate = '30',
    seconds,
    filters,
    output = ['-c:v', 'libx264', '-preset', 'ultrafast'],
    sound = false,
  } = options;
  const path = join(dir, name);
  const blocks = Array.from(
    { length: BITS },
    (_, bit) =>
      `drawbox=x=iw*${bit}/${BITS}:y=0:w=iw/${BITS}+1:h=ih/4:color=white:t=fill:enable='bitand(n,${2 ** bit})'`,
  );
  const picture = [
    `testsrc2=s=${size}:r=${rate}:d=${seconds}`,
    'drawbox=x=0:y=0:w=iw:h=ih/4:color=black:t=fill',
    ...blocks,
    ...(filters ? [filters] : []),
  ].join(',');
  const audio = sound ? ['-f', 'lavfi', '-i', `sine=f=440:r=48000:d=${seconds}`, '-c:a', 'aac'] : [];
  await runner.runFfmpeg(
    ['-f', 'lavfi', '-i', picture, ...audio, '-fps_mode', 'passthrough', ...output, `file:${path}`],
    { workDir: dir, inputs: [], signal },
  );
  return path;
};

/** The numbers painted in the frames of a file, in the order in which they are shown. */
export const readNumbers = async ({ runner, dir, signal }: Studio, path: string): Promise<number[]> => {
  const raw = join(dir, 'numbers.gray');
  const filters = `crop=iw:ih/5:0:0,scale=${BITS}:1:flags=area,format=gray`;
  await runner.runFfmpeg(
    ['-i', `file:${path}`, '-vf', filters, '-fps_mode', 'passthrough', '-f', 'rawvideo', `file:${raw}`],
    { workDir: dir, inputs: [path], signal },
  );
  const bytes = await readFile(raw);
  return Array.from({ length: bytes.length / BITS }, (_, frame) =>
    Array.from({ length: BITS }, (__, bit) => ((bytes[frame * BITS + bit] ?? 0) > 127 ? 2 ** bit : 0)).reduce(
      (a, b) => a + b,
      0,
    ),
  );
};

/** When the packets of a stream are shown, in seconds and in order. */
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

/** One value of ffprobe's, as text. */
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
