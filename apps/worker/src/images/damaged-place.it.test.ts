import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../scene.fixture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());

test('if nothing can be decoded at the planned places, images show the beginning', async () => {
  const path = join(runDir(), 'only-first-key.webm');
  const source = "testsrc2=s=160x90:r=10:d=24,negate=enable='gte(t,1)',format=yuva420p";
  const coding = ['-c:v', 'libvpx', '-auto-alt-ref', '0', '-g', '1000', '-b:v', '1M', '-cpu-used', '4'];
  // Colors have a key frame where the scene changes; the transparency has only the first one.
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...coding, path]);
  const job = await scene.addVideo(path);
  expect((await scene.ended(job)).status).toBe('completed');
  const { warnings, outputs } = await scene.details(job);
  expect(warnings).toEqual([]);
  expect(outputs.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['poster', 'preview']));
});
