import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudioTrack } from '@media/core';
import { expect, test } from 'vitest';
import { DECODED_INPUT, decodeAudioArgs } from '../argv/decoded-audio.js';
import { silenceFilters } from '../argv/silence-filters.js';
import { audioArgs, ownSeconds, parseCmafFile } from '../index.js';
import { makeAudioGap, makeLateAudio } from './gap-clips.harness.js';
import { useStudio } from './use-studio.harness.js';

const MB = 1e6;
/** Of one moment in stereo. */
const SAMPLE_BYTES = 8;
/** Of the clip with a gap, without it: two seconds, filled up to 95 frames. ffmpeg 7 removes the first one, which primes the decoder. */
const AAC_FRAMES = [95, 94];
const FRAME_SAMPLES = 1024;
const TRACK: Omit<AudioTrack, 'streamIndex'> = {
  ...{ index: 0, name: 'a0', label: 'Audio 1', default: true },
  ...{ channels: 2, sampleRateHz: 48_000, bitrateBps: 128_000, originSeconds: 0.25 },
};

const studio = useStudio();

type Source = { clip: string; input: readonly string[]; feed?: readonly string[] };

const samplesBy = async ({ clip, input, feed }: Source, filters: readonly string[], channels = 2): Promise<Buffer> => {
  const raw = join(studio.dir, 'samples.raw');
  const argv = ['-copyts', ...input, ...filters, '-ac', String(channels), '-f', 'f32le', `file:${raw}`];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [clip], signal: studio.signal, feed });
  return readFile(raw);
};

/** The samples of a track, and those that aresample alone would make of it at once. */
const samplesOf = async (clip: string, track: AudioTrack) => {
  const { originSeconds, channels } = track;
  const atOnce = `aformat=flt,asetpts=PTS-(${originSeconds})/TB,aresample=48000:async=1:min_hard_comp=0.03:first_pts=0`;
  const inFrames = ['-filter_complex', silenceFilters(track, 'filled'), '-map', '[filled]'];
  return {
    samples: await samplesBy({ clip, input: DECODED_INPUT, feed: decodeAudioArgs(clip, track) }, inFrames, channels),
    expected: await samplesBy({ clip, input: ['-i', `file:${clip}`] }, ['-af', atOnce], channels),
  };
};

test.each([0.05, 0.12, 1, 1.4, 1.9, 2.6, 3.1, 61.3])(
  'a gap of %d s is filled with exactly as much silence as aresample alone would make',
  async (gapSeconds) => {
    const clip = await makeAudioGap(studio, 'short-gap.mkv', gapSeconds);
    const { samples, expected } = await samplesOf(clip, { ...TRACK, streamIndex: 0 });
    expect(samples.equals(expected)).toBe(true);
    const audible = samples.length / SAMPLE_BYTES - 48_000 * (gapSeconds - TRACK.originSeconds);
    const errors = AAC_FRAMES.map((frames) => Math.abs(audible - frames * FRAME_SAMPLES));
    expect(Math.min(...errors)).toBeLessThan(0.005 * 48_000);
  },
);

/** The largest difference between two samples. */
const mostBetween = (one: Buffer, other: Buffer): number => {
  let max = 0;
  for (let at = 0; at < one.length; at += 4) max = Math.max(max, Math.abs(one.readFloatLE(at) - other.readFloatLE(at)));
  return max;
};

test.each([
  ['mono', 1],
  ['stereo', 2],
  ['5.1', 2],
  ['5.1', 6],
])('audio in %s keeps its loudness in %i channels', async (layout, channels) => {
  const clip = join(studio.dir, 'layout.mkv');
  const tones = ['-f', 'lavfi', '-i', `aevalsrc=0.5*sin(440*2*PI*t):s=48000:d=3,aformat=channel_layouts=${layout}`];
  await studio.runner.runFfmpeg([...tones, '-c:a', 'flac', `file:${clip}`], {
    ...{ workDir: studio.dir, inputs: [], signal: studio.signal },
  });
  const { samples, expected } = await samplesOf(clip, { ...TRACK, streamIndex: 0, channels });
  expect(samples.length).toBe(expected.length);
  // The order of mixing and rounding can differ.
  expect(mostBetween(samples, expected)).toBeLessThan(1e-5);
});

const encode = async (clip: string, streamIndex: number) => {
  const path = join(studio.dir, 'audio.mp4');
  const { feed, argv } = audioArgs(clip, { ...TRACK, streamIndex }, { durationMs: 4_000_000 }, path);
  const { maxRssBytes } = await studio.runner.runFfmpeg(argv, {
    ...{ feed, workDir: studio.dir, inputs: [clip], signal: studio.signal },
  });
  return { maxRssBytes, seconds: ownSeconds({ parsed: await parseCmafFile(path) }) };
};

test('a gap of ten minutes is filled in bounded memory', async () => {
  const { maxRssBytes, seconds } = await encode(await makeAudioGap(studio, 'gap.mkv', 600), 0);
  expect(maxRssBytes).toBeLessThan(150 * MB);
  expect(seconds).toBeCloseTo(602 - TRACK.originSeconds, 1);
});

test('audio that starts ten minutes late is padded in bounded memory', async () => {
  const { maxRssBytes, seconds } = await encode(await makeLateAudio(studio, 'late.mkv', 600), 1);
  expect(maxRssBytes).toBeLessThan(150 * MB);
  expect(seconds).toBeCloseTo(602 - TRACK.originSeconds, 1);
});
