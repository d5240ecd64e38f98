import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AudioTrack, makePlan, RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { audioArgs, type NormalizeRun, normalizeSource, probeFile } from '../index.js';
import { beeps, findBeeps, makeChangingAudio } from './beeps.harness.js';
import { joinFlv } from './join-flv.harness.js';
import { useStudio } from './use-studio.harness.js';

const TRACK: AudioTrack = {
  ...{ index: 0, streamIndex: 0, name: 'a0', label: 'Audio 1', default: true },
  ...{ channels: 2, sampleRateHz: 48_000, bitrateBps: 128_000, originSeconds: 0 },
};

const studio = useStudio();

const encode = async (clip: string, changes: Partial<AudioTrack> = {}) => {
  const path = join(studio.dir, 'audio.mp4');
  const { feed, argv } = audioArgs(clip, { ...TRACK, ...changes }, { durationMs: 10_000 }, path);
  await studio.runner.runFfmpeg(argv, { feed, workDir: studio.dir, inputs: [clip], signal: studio.signal });
  return path;
};

test.each([
  ['channels', 'ac3', [beeps('stereo'), beeps('5.1')]],
  ['sample rate and channels', 'mp2', [beeps('mono', 44_100), beeps('stereo')]],
])('all audio is kept if its %s change', async (_, codec, parts) => {
  const clip = await makeChangingAudio(studio, `${codec}.ts`, codec, parts);
  // The container's own start, 1.4 s.
  const starts = await findBeeps(studio, await encode(clip, { originSeconds: 1.4 }));
  expect(starts).toHaveLength(4);
  for (const [second, start] of starts.entries()) expect(Math.abs(start - second)).toBeLessThan(0.06);
});

const normalize = async (input: string) => {
  const run = { workDir: studio.dir, signal: studio.signal };
  const read = (path: string) => probeFile((argv, more) => studio.runner.runFfprobe(argv, { ...run, ...more }), path);
  const output = join(studio.dir, 'normalized.mp4');
  const ffmpeg: NormalizeRun['ffmpeg'] = (argv, options) => studio.runner.runFfmpeg(argv, { ...run, ...options });
  const ffprobe = (argv: string[], onLine: (line: string) => void) =>
    studio.runner.runFfprobe(argv, { ...run, inputs: [input], onLine });
  await normalizeSource({ ffmpeg, ffprobe }, { input, probe: await read(input), output, workDir: studio.dir });
  return { output, normalized: await read(output) };
};

const makeFlv = async (name: string, source: string): Promise<Buffer> => {
  const path = join(studio.dir, name);
  const argv = ['-f', 'lavfi', '-i', source, '-c:a', 'aac', `file:${path}`];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [], signal: studio.signal });
  return readFile(path);
};

const makeChangingFlv = async (): Promise<string> => {
  const path = join(studio.dir, 'changing.flv');
  const parts = [
    await makeFlv('low.flv', beeps('stereo', 44_100, 1.9)),
    await makeFlv('surround.flv', beeps('5.1')),
  ] as const;
  await writeFile(path, joinFlv(...parts, 2_000));
  return path;
};

test.each([
  ['ADTS frames', () => makeChangingAudio(studio, 'aac.ts', 'aac', [beeps('stereo'), beeps('5.1')])],
  ['the codec headers of FLV', makeChangingFlv],
])('AAC is kept completely in a normalized file if %s change', async (_, make) => {
  const { output, normalized } = await normalize(await make());
  expect(normalized.audios).toMatchObject([{ codec: 'flac', channels: 6, sampleRateHz: 48_000 }]);
  const [track] = makePlan(normalized, undefined, RECIPES.audio).audios;
  const starts = await findBeeps(studio, await encode(output, track));
  expect(starts).toHaveLength(4);
  for (const [second, start] of starts.entries()) expect(Math.abs(start - second)).toBeLessThan(0.06);
});

test.each(['aac', 'ac3', 'mp2'])('%s that begins as mono and becomes stereo is stereo', async (codec) => {
  const input = await makeChangingAudio(studio, `wider-${codec}.ts`, codec, [beeps('mono'), beeps('stereo')]);
  const { output, normalized } = await normalize(input);
  const [track] = makePlan(normalized, undefined, RECIPES.audio).audios;
  expect(track?.channels).toBe(2);
  expect(await findBeeps(studio, await encode(output, track))).toHaveLength(4);
});

test('audio that stays mono is copied as mono', async () => {
  const input = await makeChangingAudio(studio, 'mono.ts', 'ac3', [beeps('mono'), beeps('mono')]);
  expect((await normalize(input)).normalized.audios).toMatchObject([{ codec: 'ac3', channels: 1 }]);
});

test('a failure of the decoder or the encoder is reported as its own', async () => {
  const clip = join(studio.dir, 'tone.flac');
  await studio.runner.runFfmpeg(['-f', 'lavfi', '-i', beeps('stereo', 48_000, 20), `file:${clip}`], {
    ...{ workDir: studio.dir, inputs: [], signal: studio.signal },
  });
  await expect(encode(clip, { streamIndex: 3 })).rejects.toMatchObject({ code: 'SOURCE_DAMAGED' });
  // The encoder doesn't support that many channels, and stops reading before the decoder has finished.
  await expect(encode(clip, { channels: 40 })).rejects.toMatchObject({ code: 'ENCODER_CRASHED' });
});
