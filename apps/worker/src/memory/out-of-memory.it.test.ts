import { makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../scene.fixture.js';

/** Enough for the worker's checks, for audio and for a look at some frames, but not for encoding a ladder. */
const MEMORY_BYTES = 180e6;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  const worker = await scene.startWorker({ WORKER_FFMPEG_MEMORY_BYTES: String(MEMORY_BYTES) });
  expect(await worker.waitForLine('ffmpeg memory limited')).toMatch(/by cgroup|by polling \/proc/);
});
afterAll(() => scene.close());

test('a video that exceeds the memory limit fails immediately, with the peak in the attempt', async () => {
  const clip = await makeClip({ seconds: 6, size: '1920x1080', audio: false });
  const job = await scene.addVideo(clip);
  const video = await scene.ended(job);
  expect(video).toMatchObject({ status: 'failed', errorCode: 'ENCODER_OUT_OF_MEMORY' });
  const encodes = (await scene.attempts(job)).filter(({ kind }) => kind === 'encode');
  const stopped = encodes.filter(({ errorCode }) => errorCode === 'ENCODER_OUT_OF_MEMORY');
  expect(stopped.length).toBeGreaterThan(0);
  expect(encodes.map(({ number }) => number)).toEqual(encodes.map(() => 1));
  for (const { maxRssBytes } of stopped) expect(Number(maxRssBytes)).toBeGreaterThanOrEqual(MEMORY_BYTES);
});
