import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makePlan, RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { encodeAndCheck, type LineProbe, parseProbe, probeArgs, readTimeline } from '../index.js';
import { makeClip } from '../testing/numbered-clip.harness.js';
import { packetClockOf } from '../testing/packet-clock.harness.js';
import { useStudio } from '../testing/use-studio.harness.js';

const studio = useStudio();

const planOf = async (clip: string) => {
  const options = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  const probe = parseProbe(await studio.runner.runFfprobe(probeArgs(clip), options));
  const lines: LineProbe = (argv, onLine) => studio.runner.runFfprobe(argv, { ...options, onLine });
  const { video } = makePlan(probe, (await readTimeline(lines, clip, probe)).timeline, RECIPES.stream);
  const chunk = video?.chunks[0];
  if (!video || !chunk) throw new Error('no chunk');
  return { video, chunk };
};

test('canceling a chunk does not affect another one that was started at the same time', async () => {
  const clip = await makeClip(studio, 'clip.mp4', { seconds: 1 });
  const { video, chunk } = await planOf(clip);
  const packetClock = await packetClockOf(studio.runner);
  const dirs = ['cancelled', 'other'].map((name) => join(studio.dir, name));
  for (const dir of dirs) await mkdir(dir);
  const encode = (outputDir: string | undefined = studio.dir, signal: AbortSignal) => {
    const run = (argv: string[]) => studio.runner.runFfmpeg(argv, { workDir: outputDir, inputs: [clip], signal });
    return encodeAndCheck(run, { input: clip, video, chunk, outputDir, threads: 1, packetClock });
  };
  const cancelled = new AbortController();
  const first = encode(dirs[0], cancelled.signal);
  const second = encode(dirs[1], studio.signal);
  cancelled.abort();
  const [one, other] = await Promise.allSettled([first, second]);
  expect(one).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } });
  expect(other).toMatchObject({ status: 'fulfilled', value: { lostFrames: 0 } });
});

test('video of which nothing can be decoded fails with that reason', async () => {
  // AVI has no name for GIF, so its frames are taken for uncompressed ones, and are too short.
  const output = ['-c:v', 'gif', '-pix_fmt', 'rgb8'];
  const clip = await makeClip(studio, 'nameless.avi', { seconds: 1, rate: '25', size: '64x36', output });
  const { video, chunk } = await planOf(clip);
  const packetClock = await packetClockOf(studio.runner);
  const options = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  const encode = { input: clip, video, chunk, outputDir: studio.dir, threads: 1, packetClock };
  await expect(encodeAndCheck((argv) => studio.runner.runFfmpeg(argv, options), encode)).rejects.toMatchObject({
    ...{ code: 'SOURCE_DAMAGED', details: { reason: { code: 'VIDEO_UNDECODABLE', afterMs: 0, expected: 25 } } },
  });
});
