import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePlan, RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { audioArgs, type NormalizeRun, normalizeSource, probeFile } from '../index.js';
import { beeps, findBeeps } from './beeps.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const TS_PACKET_BYTES = 188;

/** Four seconds of AAC in MPEG-TS that lack one of its packets between the beeps. */
const makeLossy = async (): Promise<string> => {
  const path = join(studio.dir, 'lossy.ts');
  const argv = ['-f', 'lavfi', '-i', beeps('stereo', 48_000, 4), '-c:a', 'aac', '-b:a', '128k', `file:${path}`];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [], signal: studio.signal });
  const bytes = await readFile(path);
  const lost = TS_PACKET_BYTES * Math.floor((0.6 * bytes.length) / TS_PACKET_BYTES);
  await writeFile(path, Buffer.concat([bytes.subarray(0, lost), bytes.subarray(lost + TS_PACKET_BYTES)]));
  return path;
};

test('one lost packet of AAC does not stop the remux: all other audio is kept in its place', async () => {
  const input = await makeLossy();
  const run = { workDir: studio.dir, signal: studio.signal };
  const read = (path: string) => probeFile((argv, more) => studio.runner.runFfprobe(argv, { ...run, ...more }), path);
  const ffmpeg: NormalizeRun['ffmpeg'] = (argv, options) => studio.runner.runFfmpeg(argv, { ...run, ...options });
  const ffprobe: NormalizeRun['ffprobe'] = (argv, onLine) =>
    studio.runner.runFfprobe(argv, { ...run, inputs: [input], onLine });
  const output = join(studio.dir, 'normalized');
  const source = { input, probe: await read(input), output, workDir: studio.dir };
  expect(await normalizeSource({ ffmpeg, ffprobe }, source)).toEqual({ container: 'mp4', lossy: new Set([0]) });
  const [track] = makePlan(await read(output), undefined, RECIPES.audio).audios;
  if (!track) throw new Error('no audio track');
  const encoded = join(studio.dir, 'encoded.mp4');
  const { feed, argv } = audioArgs(output, track, { durationMs: 4000 }, encoded);
  await studio.runner.runFfmpeg(argv, { ...run, feed, inputs: [output] });
  const starts = await findBeeps(studio, encoded);
  expect(starts).toHaveLength(4);
  for (const [second, start] of starts.entries()) expect(Math.abs(start - second)).toBeLessThan(0.06);
});
