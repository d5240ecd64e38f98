import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { beeps, findBeeps } from './beeps.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

type Part = readonly [layout: string, sampleRateHz: number];

/** A file for each part of two seconds, joined byte by byte. `input` comes before the audio. */
const joinParts = async (
  name: string,
  parts: readonly Part[],
  argvOf: (index: number) => string[],
  input: string[] = [],
) => {
  const path = join(studio.dir, name);
  for (const [index, part] of parts.entries()) {
    const file = join(studio.dir, `${index}-${name}`);
    const argv = [...input, '-f', 'lavfi', '-i', beeps(...part), ...argvOf(index), `file:${file}`];
    await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [], signal: studio.signal });
    await appendFile(path, await readFile(file));
  }
  return path;
};

/** Encoders add some silence to each part, but nothing else moves. ffmpeg 7 drops up to 25 ms more before zero than an edit list says. */
const expectFourSeconds = (starts: readonly number[], durationMs: number) => {
  expect(starts).toHaveLength(4);
  for (const [second, start] of starts.entries()) expect(Math.abs(start - second)).toBeLessThan(0.15);
  const [first = 0, second = 0, third = 0, fourth = 0] = starts;
  expect(Math.abs(second - first - 1)).toBeLessThan(0.03);
  expect(Math.abs(fourth - third - 1)).toBeLessThan(0.08);
  expect(Math.abs(durationMs - 4000)).toBeLessThan(150);
};

test.each<[string, string, Part, Part]>([
  ['AAC', 'low.aac', ['stereo', 44_100], ['stereo', 22_050]],
  ['AAC', 'high.aac', ['mono', 22_050], ['mono', 48_000]],
  ['MP3', 'high.mp3', ['mono', 22_050], ['stereo', 48_000]],
  ['FLAC', 'other.flac', ['mono', 44_100], ['stereo', 48_000]],
  ['FLAC', 'same.flac', ['stereo', 44_100], ['stereo', 44_100]],
  ['Vorbis in chained Ogg', 'high.ogg', ['stereo', 44_100], ['stereo', 48_000]],
])('joined files play one after another, each at its own rate: %s (%s)', async (_, name, first, second) => {
  const codec = name.endsWith('.ogg') ? ['-c:a', 'libvorbis'] : [];
  const clip = await joinParts(name, [first, second], () => codec);
  const { plan, audioFiles } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPES.audio);
  const [audio = ''] = audioFiles;
  expectFourSeconds(await findBeeps(studio, audio), plan.durationMs);
});

const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=128x96:r=25:d=2'];
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-c:a', 'aac'];

test.each<[string, Part, Part, boolean]>([
  ['falls', ['stereo', 44_100], ['stereo', 22_050], false],
  ['rises', ['stereo', 22_050], ['stereo', 48_000], false],
  ['rises where the timestamps start over', ['stereo', 22_050], ['stereo', 48_000], true],
])('AAC in MPEG-TS stays in sync with the video if its rate %s', async (name, first, second, startsOver) => {
  const offset = (index: number) => (startsOver ? [] : ['-output_ts_offset', String(2 * index)]);
  const argvOf = (index: number) => [...x264, ...offset(index)];
  const clip = await joinParts(`${name.replaceAll(' ', '-')}.ts`, [first, second], argvOf, picture);
  const recipe = { ...RECIPES.stream, outputs: [] };
  const { plan, audioFiles } = await processClip(studio.runner, clip, `${clip}-outputs`, recipe);
  const [audio = ''] = audioFiles;
  expectFourSeconds(await findBeeps(studio, audio), plan.durationMs);
});
