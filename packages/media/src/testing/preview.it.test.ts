import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviewPlan } from '@media/core';
import { makeClip, rotateClip } from '@media/testkit';
import { expect, test } from 'vitest';
import { previewArgs } from '../index.js';
import { readEntry } from './numbered-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const plan = (seekSeconds: readonly number[], size = { width: 480, height: 270 }, exact = true): PreviewPlan => ({
  ...{ streamIndex: 0, exact, ...size },
  colors: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
  moments: seekSeconds.map((seekSeconds) => ({ seekSeconds, durationSeconds: 1 })),
});

/** The number of written frames, and the file. */
const preview = async (clip: string, wanted: PreviewPlan, fromStart = false) => {
  const path = join(studio.dir, 'preview.mp4');
  await rm(path, { force: true });
  let frames = 0;
  const onProgress = (progress: { frames: number }) => {
    frames = progress.frames;
  };
  const run = { workDir: studio.dir, signal: new AbortController().signal, inputs: [clip], onProgress };
  await studio.runner.runFfmpeg(previewArgs(clip, wanted, path, { fromStart }), run);
  return { frames, path };
};

test('moments of a video are joined into a small file without audio', async () => {
  const clip = await makeClip({ seconds: 10, size: '640x360' });
  const { frames, path } = await preview(clip, plan([1, 3.5, 6, 8.5]));
  expect(frames).toBe(60);
  expect(await readEntry(studio, path, 'stream=codec_type,codec_name,width,height,pix_fmt')).toBe(
    'h264,video,480,270,yuv420p',
  );
  // ffmpeg 7 leaves out how long the last frame is shown.
  const seconds = Number.parseFloat(await readEntry(studio, path, 'format=duration'));
  expect([4, 59 / 15].map((wanted) => Math.abs(seconds - wanted) < 0.01)).toContain(true);
});

test('portrait video stays portrait', async () => {
  const clip = await rotateClip(await makeClip({ seconds: 2, size: '320x180' }), 90);
  const { path } = await preview(clip, plan([0], { width: 180, height: 320 }));
  expect(await readEntry(studio, path, 'stream=width,height')).toBe('180,320');
});

test('a video that ends early is previewed by its available moments, or by its start', async () => {
  const clip = await makeClip({ seconds: 2, size: '320x180' });
  expect((await preview(clip, plan([0.5, 20]))).frames).toBe(15);
  expect((await preview(clip, plan([20, 40]))).frames).toBe(0);
  expect((await preview(clip, plan([20, 40]), true)).frames).toBe(30);
});

test('inexact moments begin at the key frames before them', async () => {
  const clip = await makeClip({ seconds: 10, size: '320x180', extra: ['-g', '900'] });
  expect((await preview(clip, plan([1, 3.5, 6, 8.5], { width: 320, height: 180 }, false))).frames).toBe(60);
});

test("a gap of hours between two frames isn't filled", async () => {
  const late = ['-vf', "setpts='if(eq(N,0),0,36000/TB)'", '-frames:v', '2', '-fps_mode', 'passthrough'];
  const clip = await makeClip({ seconds: 1, audio: false, container: 'mkv', extra: late });
  expect((await preview(clip, plan([0]))).frames).toBeLessThanOrEqual(15);
});
