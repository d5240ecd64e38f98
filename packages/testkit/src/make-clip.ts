import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runDir } from './infrastructure.ts';

export type ClipOptions = {
  seconds?: number;
  /** As stored, for example 640x360. */
  size?: `${number}x${number}`;
  /** Frames per second, a fraction such as 30000/1001 too. */
  rate?: number | `${number}/${number}`;
  /** A sine tone; false for none. */
  audio?: boolean;
  /** The video; false for an audio-only file. */
  video?: boolean;
  container?: 'mp4' | 'mov' | 'mkv' | 'webm' | 'ts' | 'avi' | 'm4a' | 'wav' | 'mp3';
  /** `noise` does not compress: for large files. */
  pattern?: 'testsrc2' | 'noise';
  /** Clockwise degrees by which a player turns the video. */
  rotation?: 90 | 180 | 270;
  /** More output options of ffmpeg, put last before the file: they win. */
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

/** The ffmpeg arguments that make a clip; pure, so that the same clip is the same key. */
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

/** Copies a clip, beside it, with a matrix that tells players to turn it clockwise by so many degrees: `-display_rotation` since ffmpeg 6, the tag `rotate` before; both count counter-clockwise. */
export const turnClip = async (file: string, clockwise: number, extension = 'mp4'): Promise<string> => {
  const turned = `${file}.turned.${extension}`;
  const degrees = 360 - clockwise;
  const quiet = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'];
  const current = [...quiet, '-display_rotation', String(degrees), '-i', file, '-c', 'copy', turned];
  const before6 = [...quiet, '-i', file, '-c', 'copy', '-metadata:s:v:0', `rotate=${degrees}`, turned];
  await run('ffmpeg', current).catch(() => run('ffmpeg', before6));
  return turned;
};

/** A real clip, made by ffmpeg once per run and set of options. Do not change the file: other tests read it. */
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
  renameSync(options.rotation ? await turnClip(unfinished, options.rotation, extension) : unfinished, path);
  return path;
};
