import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AAC_FRAME_SECONDS, type AudioTrack } from '@media/core';
import { expect, test } from 'vitest';
import type { AudioPlan } from '../argv/audio-args.js';
import { audioArgs, createSampleCounter, ownSeconds, paddingSeconds, parseCmafFile, verifyAudioEnd } from '../index.js';
import { useStudio } from './use-studio.harness.js';

const MB = 1e6;
const TRACK: AudioTrack = {
  ...{ index: 0, streamIndex: 0, name: 'a0', label: 'Audio 1', default: true },
  ...{ channels: 2, sampleRateHz: 48_000, bitrateBps: 128_000, originSeconds: 0 },
};
const OWN_SECONDS = 4;

const studio = useStudio();

const encode = async (plan: AudioPlan, track: AudioTrack = TRACK) => {
  const run = { workDir: studio.dir, signal: studio.signal };
  const clip = join(studio.dir, 'tone.mkv');
  const tone = ['-f', 'lavfi', '-i', `sine=d=${OWN_SECONDS}:r=44100`, '-c:a', 'flac', `file:${clip}`];
  await studio.runner.runFfmpeg(tone, { ...run, inputs: [] });
  const path = join(studio.dir, 'audio.mp4');
  const counter = createSampleCounter();
  const { feed, argv } = audioArgs(clip, track, plan, path);
  const options = { ...run, feed, inputs: [clip], onLogLine: counter.add };
  const { maxRssBytes } = await studio.runner.runFfmpeg(argv, options);
  const parsed = await parseCmafFile(path);
  const paddedSeconds = paddingSeconds(track, plan.video, counter.samples());
  return { maxRssBytes, parsed, paddedSeconds, bytes: await readFile(path) };
};

test.each([4_000, 4_090, 3_900])(
  'audio that ends with %i ms of video is the same as without video',
  async (durationMs) => {
    const { bytes, paddedSeconds } = await encode({ durationMs: 4_000, video: { durationMs } });
    expect(bytes.equals((await encode({ durationMs: 4_000 })).bytes)).toBe(true);
    expect(paddedSeconds).toBe(0);
  },
);

test.each([
  ['as planned', { padSeconds: 600 - OWN_SECONDS }, 600],
  ['although its end should be decodable', {}, 599.9],
])('audio that ends early is padded %s in bounded memory, and its own length is known', async (_, padding, end) => {
  const track = { ...TRACK, ...padding };
  const { maxRssBytes, parsed, paddedSeconds } = await encode(
    { durationMs: 600_000, video: { durationMs: 600_000 } },
    track,
  );
  expect(maxRssBytes).toBeLessThan(150 * MB);
  expect(paddedSeconds).toBeCloseTo(end - OWN_SECONDS, 3);
  // The encoder's own delay and a last frame.
  const own = ownSeconds({ parsed, paddedSeconds });
  expect(own).toBeGreaterThan(OWN_SECONDS - 0.001);
  expect(own).toBeLessThan(OWN_SECONDS + 2 * AAC_FRAME_SECONDS);
  const verify = (sourceEndSeconds: number) => () =>
    verifyAudioEnd(track, 600_000, { parsed, paddedSeconds }, sourceEndSeconds);
  expect(verify(OWN_SECONDS)).not.toThrow();
  expect(verify(OWN_SECONDS + 1)).toThrow(expect.objectContaining({ code: 'OUTPUT_WRONG' }));
});
