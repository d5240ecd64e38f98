import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runDir } from './infrastructure.ts';

export type ClipOptions = {
  seconds?: number;
  /** Stored size before rotation, for example 640x360. */
  size?: `${number}x${number}`;
  /** Frames per second, also as a fraction such as 30000/1001. */
  rate?: number | `${number}/${number}`;
  /** A sine tone; false for none. */
  audio?: boolean;
  /** The video; false for an audio-only file. */
  video?: boolean;
  container?: 'mp4' | 'mov' | 'mkv' | 'webm' | 'ts' | 'avi' | 'm4a' | 'wav' | 'mp3';
  /** `noise` is incompressible, for large files. */
  pattern?: 'testsrc2' | 'noise';
  /** Degrees that players rotate the video clockwise. */
  rotation?: 90 | 180 | 270;
  /** Additional ffmpeg output options. They come last, so they override others. */
  extra?: readonly string[];
};

const run = promisify(execFile);

const CODECS: Record<NonNullable<ClipOptions['container']>, { video: string[]; audio: string[] }> = {
  mp4: { video: ['-c:v', 'libx264', '-preset', 'ultrafast'], audio: ['-c:a', 'aac'] },
  mov: { video: ['-c:v', 'libx264', '-preset', 'ultrafast'], audio: ['-c:a', 'aac'] },
  mkv: { video: ['-c:v', 'libx264', '-preset', 'ultrafast'], audio: ['-c:a', 'aac'] },
  ts: { video: ['-c:v', 'libx264', '-preset', 'ultrafast'], audio: ['-c:a', 'aac'] },
  webm: { video: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8'], audio: ['-c:a', 'libopus'] },
  avi: { video: ['-c:v', 'mpeg4', '-q:v', '5'], audio: ['-c:a', 'libmp3lame'] },
  m4a: { video: [], audio: ['-c:a', 'aac'] },
  wav: { video: [], audio: ['-c:a', 'pcm_s16le'] },
  mp3: { video: [], audio: ['-c:a', 'libmp3lame'] },
};

/** The ffmpeg arguments for a clip. Pure: their hash identifies the clip in the cache. */
export const clipArgs = (options: ClipOptions, file: string): string[] => {
  const { seconds = 2, size = '320x180', rate = 30, audio = true, container = 'mp4', pattern = 'testsrc2' } = options;
  const video = options.video ?? CODECS[container].video.length > 0;
  const noise = pattern === 'noise' ? ',noise=alls=100:allf=t+u' : '';
  const source = `testsrc2=size=${size}:rate=${rate}:duration=${seconds}${noise},format=yuv420p`;
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ...(video ? ['-f', 'lavfi', '-i', source] : []),
    ...(audio ? ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`] : []),
    ...(video ? CODECS[container].video : []),
    ...(audio ? CODECS[container].audio : []),
    ...(options.extra ?? []),
    file,
  ];
};

/**
 * Copies a clip and adds a display matrix that rotates it clockwise. Returns the path of the copy. ffmpeg 6 and later set it with
 * `-display_rotation`, earlier versions with the tag `rotate`; both count counterclockwise.
 */
export const rotateClip = async (file: string, clockwise: number, extension = 'mp4'): Promise<string> => {
  const rotated = `${file}.rotated.${extension}`;
  const degrees = 360 - clockwise;
  const quiet = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'];
  const current = [...quiet, '-display_rotation', String(degrees), '-i', file, '-c', 'copy', rotated];
  const before6 = [...quiet, '-i', file, '-c', 'copy', '-metadata:s:v:0', `rotate=${degrees}`, rotated];
  await run('ffmpeg', current).catch(() => run('ffmpeg', before6));
  return rotated;
};

/** Makes a clip with ffmpeg, once per run and set of options. Don't modify the file: other tests share it. */
export const makeClip = async (options: ClipOptions = {}): Promise<string> => {
  const dir = join(runDir(), 'clips');
  mkdirSync(dir, { recursive: true });
  const extension = options.container ?? 'mp4';
  const key = createHash('sha256')
    .update(JSON.stringify([clipArgs(options, ''), options.rotation]))
    .digest('hex');
  const path = join(dir, `${key.slice(0, 24)}.${extension}`);
  if (existsSync(path)) return path;
  const unfinished = join(dir, `${randomUUID()}.${extension}`);
  await run('ffmpeg', clipArgs(options, unfinished));
  const made = options.rotation ? await rotateClip(unfinished, options.rotation, extension) : unfinished;
  keepFirst(made, path);
  return path;
};

/** Moves a file to a path, unless a test file that runs in parallel has made the same clip and perhaps reads it already. */
const keepFirst = (made: string, path: string): void => {
  try {
    linkSync(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  rmSync(made);
};
