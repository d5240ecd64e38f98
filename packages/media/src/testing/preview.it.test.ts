import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviewPlan } from '@media/core';
import { makeClip, turnClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewArgs } from '../index.js';
import { readEntry } from './numbered-clip.harness.js';
import { openStudio } from './studio.harness.js';

let studio: Awaited<ReturnType<typeof openStudio>>;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio[Symbol.asyncDispose]());

const plan = (seekSeconds: readonly number[], size = { width: 480, height: 270 }, exact = true): PreviewPlan => ({
  ...{ streamIndex: 0, exact, ...size },
  moments: seekSeconds.map((seekSeconds) => ({ seekSeconds, durationSeconds: 1 })),
});

/** Frames that were written, and the file. */
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

test('moments of a film are joined into one small file without audio', async () => {
  const clip = await makeClip({ seconds: 10, size: '640x360' });
  const { frames, path } = await preview(clip, plan([1, 3.5, 6, 8.5]));
  expect(frames).toBe(60);
  expect(await readEntry(studio, path, 'stream=codec_type,codec_name,width,height,pix_fmt')).toBe(
    'h264,video,480,270,yuv420p',
  );
  expect(Number.parseFloat(await readEntry(studio, path, 'format=duration'))).toBeCloseTo(4, 1);
});

test('a film that was filmed upright stays upright', async () => {
  const clip = await turnClip(await makeClip({ seconds: 2, size: '320x180' }), 90);
  const { path } = await preview(clip, plan([0], { width: 180, height: 320 }));
  expect(await readEntry(studio, path, 'stream=width,height')).toBe('180,320');
});

test('of a film that ends sooner than it claims, what is there is shown, and its start if nothing is', async () => {
  const clip = await makeClip({ seconds: 2, size: '320x180' });
  expect((await preview(clip, plan([0.5, 20]))).frames).toBe(15);
  expect((await preview(clip, plan([20, 40]))).frames).toBe(0);
  expect((await preview(clip, plan([20, 40]), true)).frames).toBe(30);
});

test('moments that need not be exact are there as well, from the key frames before them', async () => {
  const clip = await makeClip({ seconds: 10, size: '320x180', extra: ['-g', '900'] });
  expect((await preview(clip, plan([1, 3.5, 6, 8.5], { width: 320, height: 180 }, false))).frames).toBe(60);
});

test('a gap of hours between two frames is not filled', async () => {
  const late = ['-vf', "setpts='if(eq(N,0),0,36000/TB)'", '-frames:v', '2', '-fps_mode', 'passthrough'];
  const clip = await makeClip({ seconds: 1, audio: false, container: 'mkv', extra: late });
  expect((await preview(clip, plan([0]))).frames).toBeLessThanOrEqual(15);
});
