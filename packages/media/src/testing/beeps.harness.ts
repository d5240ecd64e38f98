import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Studio } from './numbered-clip.harness.js';

/** A 1 kHz beep of 80 ms at each full second, as a source for `-f lavfi -i`. */
export const beeps = (layout: string, sampleRateHz = 48_000, seconds = 2): string =>
  `aevalsrc='if(lt(mod(t,1),0.08),0.7*sin(2*PI*1000*t),0)':s=${sampleRateHz}:d=${seconds},aformat=channel_layouts=${layout}`;

/** MPEG-TS with parts of two seconds that have different parameters, like the programs of a broadcast. */
export const makeChangingAudio = async (
  { runner, dir, signal }: Studio,
  name: string,
  codec: string,
  parts: readonly string[],
): Promise<string> => {
  const path = join(dir, name);
  for (const [index, source] of parts.entries()) {
    const part = join(dir, `part${index}-${name}`);
    const argv = ['-f', 'lavfi', '-i', source, '-c:a', codec, '-output_ts_offset', String(2 * index), `file:${part}`];
    await runner.runFfmpeg(argv, { workDir: dir, signal, inputs: [] });
    await appendFile(path, await readFile(part));
  }
  return path;
};

/** When the beeps of a file start, in seconds. */
export const findBeeps = async ({ runner, dir, signal }: Studio, path: string): Promise<number[]> => {
  const raw = join(dir, 'beeps.raw');
  const argv = ['-i', `file:${path}`, '-ac', '1', '-ar', '48000', '-f', 's16le', `file:${raw}`];
  await runner.runFfmpeg(argv, { workDir: dir, inputs: [path], signal });
  const samples = await readFile(raw);
  const starts: number[] = [];
  let heardAt = Number.NEGATIVE_INFINITY;
  for (let at = 0; at + 1 < samples.length; at += 2) {
    if (Math.abs(samples.readInt16LE(at)) < 8_000) continue;
    const seconds = at / 2 / 48_000;
    if (seconds - heardAt > 0.3) starts.push(seconds);
    heardAt = seconds;
  }
  return starts;
};
