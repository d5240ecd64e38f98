import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Studio } from './numbered-clip.harness.js';

/** Small files with long gaps in their times, made by the ffmpeg under test. */

const tone = ['-f', 'lavfi', '-i', 'sine=d=2:r=48000'];
const gapAfterOne = (gapSeconds: number): string => `asetpts='if(lt(T,1),PTS,PTS+${gapSeconds}/TB)'`;

const make = async ({ runner, dir, signal }: Studio, name: string, argv: readonly string[]): Promise<string> => {
  const path = join(dir, name);
  await runner.runFfmpeg([...argv, `file:${path}`], { workDir: dir, inputs: [], signal });
  return path;
};

/** One second of tone, a gap, and another second, in any number of audio tracks. */
export const makeAudioGap = (studio: Studio, name: string, gapSeconds: number, tracks = 1): Promise<string> => {
  const labels = Array.from({ length: tracks }, (_, index) => `[t${index}]`);
  const graph = `${gapAfterOne(gapSeconds)},asplit=${tracks}${labels.join('')}`;
  const maps = labels.flatMap((label) => ['-map', label]);
  return make(studio, name, [...tone, '-filter_complex', graph, ...maps, '-ac', '2', '-c:a', 'aac']);
};

/** Two seconds of video with audio that starts later. */
export const makeLateAudio = (studio: Studio, name: string, lateSeconds: number): Promise<string> =>
  make(studio, name, [
    ...['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=2', '-itsoffset', String(lateSeconds), ...tone],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'],
  ]);

const CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);

/** Two seconds of audio at one hour, followed by two seconds at zero. */
export const makeJumpBack = async (studio: Studio, name: string): Promise<string> => {
  const live = ['-c:a', 'aac', '-f', 'matroska', '-live', '1'];
  const path = await make(studio, name, [...tone, ...live, '-output_ts_offset', '3600']);
  const early = await readFile(await make(studio, `early-${name}`, [...tone, ...live]));
  await appendFile(path, early.subarray(early.indexOf(CLUSTER)));
  return path;
};

/** Video with a gap, and continuous audio. */
export const makeVideoGap = (studio: Studio, name: string, gapSeconds: number): Promise<string> =>
  make(studio, name, [
    ...['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=2', '-f', 'lavfi', '-i', `sine=d=${gapSeconds + 2}:r=8000`],
    ...['-vf', `setpts='if(lt(T,1),PTS,PTS+${gapSeconds}/TB)'`, '-fps_mode', 'passthrough'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-b:a', '8k'],
  ]);
