import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useStudio } from '../testing/use-studio.harness.js';
import { openSampled } from './open-sampled.harness.js';
import { sampleVideo } from './sample-video.js';

const studio = useStudio();

test('the fields of frames are counted in a folder with any name', async () => {
  const { runner, dir, signal } = studio;
  const workDir = join(dir, "it's [a]; folder, 100%: \\ü");
  await mkdir(workDir);
  const path = join(workDir, 'fields.avi');
  const moving = 'testsrc2=s=128x96:r=50:d=2,scroll=h=0.02,interlace=scan=bff:lowpass=0';
  const options = { workDir, inputs: [], signal };
  await runner.runFfmpeg(['-f', 'lavfi', '-i', moving, '-c:v', 'ffv1', `file:${path}`], options);
  const { run, source } = await openSampled(studio, path, workDir);
  const video = { ...source.video, interlaced: true };
  const { fields } = await sampleVideo(run, path, { ...source, video });
  expect(fields).toMatchObject({ topFirst: 0, frames: 8 });
  // The first frame has no neighbor to compare with.
  expect(fields?.bottomFirst).toBeGreaterThanOrEqual(7);
});
