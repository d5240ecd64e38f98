import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AudioTrack, makePlan, RECIPES } from '@media/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audioArgs, probeFile } from '../index.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

/** A second of audio with a different tone in every channel. */
const makeTones = async (
  layout: string,
  channels: number,
  level: number,
  codec: readonly string[],
  name = 'tones.mov',
) => {
  const clip = join(studio.dir, name);
  const tones = Array.from({ length: channels }, (_, index) => `${level}*sin(${(index + 3) * 110}*2*PI*t)`).join('|');
  const source = `aevalsrc=${tones}:s=48000:d=1:c=${layout}`;
  const options = { workDir: studio.dir, inputs: [], signal: studio.signal };
  await studio.runner.runFfmpeg(['-f', 'lavfi', '-i', source, ...codec, `file:${clip}`], options);
  return clip;
};

const planned = async (clip: string): Promise<AudioTrack> => {
  const options = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  const probe = await probeFile((argv, more) => studio.runner.runFfprobe(argv, { ...options, ...more }), clip);
  const [track] = makePlan(probe, undefined, RECIPES.audio).audios;
  if (!track) throw new Error('no audio is planned');
  return track;
};

const encode = async (clip: string, track: AudioTrack, durationMs = 1_000): Promise<Buffer> => {
  const path = join(studio.dir, 'audio.mp4');
  const { feed, argv } = audioArgs(clip, track, { durationMs }, path);
  const options = { workDir: studio.dir, signal: studio.signal };
  await studio.runner.runFfmpeg(argv, { ...options, feed, inputs: [clip] });
  const raw = join(studio.dir, 'decoded.raw');
  await studio.runner.runFfmpeg(['-i', `file:${path}`, '-f', 'f32le', `file:${raw}`], { ...options, inputs: [path] });
  return readFile(raw);
};

const peakOf = (samples: Buffer): number => {
  let peak = 0;
  for (let at = 0; at < samples.length; at += 4) peak = Math.max(peak, Math.abs(samples.readFloatLE(at)));
  return peak;
};

const LAYOUTS = [
  ...[
    ['5.1', 6],
    ['5.1(side)', 6],
    ['7.1', 8],
    ['quad', 4],
    ['hexagonal', 6],
    ['3.0', 3],

    ['BL+BR', 2],
  ],
] as [string, number][];

test('audio of any layout and level becomes stereo that never exceeds full scale', async () => {
  const level = fc.double({ min: 0.3, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LAYOUTS), level, async ([layout, channels], loudness) => {
      const clip = await makeTones(layout, channels, loudness, ['-c:a', 'pcm_f32le']);
      const peak = peakOf(await encode(clip, await planned(clip)));
      expect(peak).toBeLessThanOrEqual(1);
      expect(peak).toBeGreaterThan(0.1);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

test('limiting leaves audio alone that is not too loud', async () => {
  const clip = await makeTones('5.1', 6, 0.1, ['-c:a', 'pcm_s16le']);
  const { limited, ...unlimited } = await planned(clip);
  expect(limited).toBe('all');
  const samples = await encode(clip, { ...unlimited, limited });
  expect(samples.equals(await encode(clip, unlimited))).toBe(true);
});

test('floats above full scale are limited, and others keep their level', async () => {
  const loud = await makeTones('stereo', 2, 2.5, ['-c:a', 'pcm_f32le']);
  const { limited, ...unlimited } = await planned(loud);
  expect(limited).toBe('overs');
  const loudest = peakOf(await encode(loud, { ...unlimited, limited }));
  const full = await makeTones('stereo', 2, 0.99, ['-c:a', 'pcm_f32le']);
  const samples = await encode(full, { ...unlimited, limited });
  expect(samples.equals(await encode(full, unlimited))).toBe(true);
  // AAC decodes to higher peaks than what was encoded, of any audio.
  expect(loudest).toBeLessThan(1.2 * peakOf(samples));
});

const AC3 = ['-c:a', 'ac3', '-b:a', '448k'];

test.each([
  ['mono', 1],
  ['stereo', 2],
])('%s AC-3 keeps the level of its decoder, although it could become surround', async (layout, channels) => {
  const clip = await makeTones(layout, channels, 0.9, AC3);
  const { limited, ...unlimited } = await planned(clip);
  expect(limited).toBe('mixed');
  const samples = await encode(clip, { ...unlimited, limited });
  expect(peakOf(samples)).toBeGreaterThan(0.8);
  expect(samples.equals(await encode(clip, unlimited))).toBe(true);
});

test('only those parts of AC-3 are limited that are mixed down', async () => {
  const clip = await makeTones('stereo', 2, 0.9, AC3, 'stereo.ac3');
  await appendFile(clip, await readFile(await makeTones('5.1', 6, 0.9, AC3, 'surround.ac3')));
  const samples = await encode(clip, { ...(await planned(clip)), originSeconds: 0 }, 2_000);
  const second = 2 * 4 * 48_000;
  expect(peakOf(samples.subarray(0, 0.9 * second))).toBeGreaterThan(0.8);
  expect(peakOf(samples.subarray(1.1 * second, 1.9 * second))).toBeLessThan(0.8);
});
