import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOOKS } from './looks.ts';
import { paintHills } from './paint-hills.ts';

type Clip = {
  name: string;
  look: keyof typeof LOOKS;
  seconds: number;
  /** Of the encoded clip. The painted frames have half the width and height. */
  width: number;
  height: number;
  /** The start position along the hills. */
  startSeconds: number;
  /** Frequencies of the two tones, in Hz. */
  tones: readonly [number, number];
};

const WIDE = { width: 1280, height: 720 };

/** In upload order. The library shows the last one first. */
const CLIPS: readonly Clip[] = [
  { name: 'Winter crossing', look: 'winter', seconds: 6, startSeconds: 200, tones: [196, 294], ...WIDE },
  { name: 'Rain over the valley', look: 'rain', seconds: 7, startSeconds: 160, tones: [174, 261], ...WIDE },
  { name: 'Moonrise', look: 'night', seconds: 6, startSeconds: 120, tones: [131, 196], ...WIDE },
  { name: 'A walk at noon', look: 'noon', seconds: 5, startSeconds: 80, tones: [220, 330], width: 720, height: 1280 },
  { name: 'First light', look: 'dawn', seconds: 8, startSeconds: 40, tones: [165, 247], ...WIDE },
  { name: 'Evening ride', look: 'dusk', seconds: 9, startSeconds: 0, tones: [147, 220], ...WIDE },
];

/** Takes long enough to process for a screenshot during processing. */
const LONG_CLIP: Clip = {
  ...{ name: 'The long way home', look: 'noon', seconds: 12, startSeconds: 300, tones: [208, 311] },
  ...{ width: 1920, height: 1080 },
};
const LONG_CLIP_ROUNDS = 12;

const FRAMES_PER_SECOND = 25;
const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostats', '-y'];
const run = promisify(execFile);

const argsOf = ({ seconds, width, height, tones: [low, high] }: Clip, path: string): string[] => {
  const audio = `aevalsrc=0.12*sin(2*PI*${low}*t)+0.08*sin(2*PI*${high}*t)*(1+sin(PI*t/2))/2:s=48000:d=${seconds}`;
  return [
    ...[...QUIET, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width / 2}x${height / 2}`],
    ...['-r', String(FRAMES_PER_SECOND), '-i', 'pipe:0', '-f', 'lavfi', '-i', audio],
    ...['-vf', `scale=${width}:${height}:flags=bicubic,format=yuv420p`, '-c:v', 'libx264', '-preset', 'veryfast'],
    ...['-crf', '16', '-c:a', 'aac', '-shortest', path],
  ];
};

const feed = async (child: ChildProcess, { look, seconds, width, height, startSeconds }: Clip): Promise<void> => {
  for (let frame = 0; frame < seconds * FRAMES_PER_SECOND; frame += 1) {
    const at = startSeconds + frame / FRAMES_PER_SECOND;
    const isFull = child.stdin?.write(paintHills(LOOKS[look], width / 2, height / 2, at)) === false;
    if (isFull && child.stdin) await once(child.stdin, 'drain');
  }
  child.stdin?.end();
};

const makeClip = async (clip: Clip, dir: string): Promise<string> => {
  const path = join(dir, `${clip.name}.mp4`);
  const child = spawn('ffmpeg', argsOf(clip, path), { stdio: ['pipe', 'inherit', 'inherit'] });
  const exited = once(child, 'exit');
  await Promise.all([feed(child, clip), exited]);
  if (child.exitCode !== 0) throw new Error(`ffmpeg ended with ${child.exitCode} while it made ${clip.name}.`);
  return path;
};

/** Repeats a clip without encoding it again: fast to create, slow to process. */
const repeat = async (clip: string, rounds: number, path: string): Promise<void> => {
  await run('ffmpeg', [...QUIET, '-stream_loop', String(rounds - 1), '-i', clip, '-c', 'copy', path]);
};

const makeAudio = async (path: string): Promise<void> => {
  const audio = 'aevalsrc=0.1*sin(2*PI*220*t)+0.06*sin(2*PI*331*t)*sin(PI*t/4):s=44100:d=24';
  await run('ffmpeg', [...QUIET, '-f', 'lavfi', '-i', audio, '-c:a', 'aac', path]);
};

export type Clips = { finished: string[]; audio: string; notMedia: string; long: string };

/** Creates videos, an audio file and a file that isn't media in a folder. */
export const makeClips = async (dir: string): Promise<Clips> => {
  const finished: string[] = [];
  for (const clip of CLIPS) finished.push(await makeClip(clip, dir));
  const [audio, notMedia] = [join(dir, 'Field recording.m4a'), join(dir, 'Shot list.mp4')];
  await makeAudio(audio);
  await writeFile(notMedia, 'Wide: the ridge. Close: boots, gravel. No video in here, only what was to be filmed.\n');
  const round = await makeClip({ ...LONG_CLIP, name: 'round' }, dir);
  const long = join(dir, `${LONG_CLIP.name}.mp4`);
  await repeat(round, LONG_CLIP_ROUNDS, long);
  return { finished, audio, notMedia, long };
};
