import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clip, longClip } from './clips.fixture.js';
import type { Target } from './database-gate.fixture.js';
import { expectMinimalRework } from './expect-minimal-rework.fixture.js';
import { expectOneVersion, type FaultScene, openFaultScene } from './fault-scene.fixture.js';
import { MOMENTS, type MomentName } from './moments.fixture.js';

let scene: FaultScene;
let clip: Clip;
beforeAll(async () => {
  scene = await openFaultScene(1);
  clip = await longClip();
});
afterAll(() => scene.close());

/** Kills the only worker at a moment, restarts it in the same directory and lets it finish. Compares files and counts downloads. */
const restartAt = async (target: Target, moment: MomentName) => {
  const armed = await MOMENTS[moment](scene, target);
  const job = await scene.addVideo(clip.path, clip.recipe);
  const killed = await armed
    .reached(job)
    .then((worker) => scene.kill(scene.dirOf(worker)))
    .finally(armed.release);
  await scene.expectNoOrphans(killed);
  const left = filesIn(killed.dir);
  const requestsBefore = scene.gates.store.requests.length;
  await scene.start(killed.dir);
  await expectOneVersion(scene, job);
  expectMinimalRework(await scene.attemptsOf(job), [killed]);
  const requests = scene.gates.store.requests.slice(requestsBefore);
  const fetched = requests.filter(({ method, key }) => method === 'GET' && key === `sources/${job.videoId}`);
  return { left, now: filesIn(killed.dir), fetchedCount: fetched.length };
};

/** The files of all processes that ran in this directory. */
const filesIn = (dir: string): string[] => {
  const processes = join(dir, 'processes');
  return readdirSync(processes).flatMap((name) => readdirSync(join(processes, name)).map((file) => `${name}/${file}`));
};

test('a restarted worker cleans up and uses its cached source', async () => {
  const { left, now, fetchedCount } = await restartAt({ kind: 'encode', index: 1 }, 'while its process is running');
  expect(left).toEqual(
    expect.arrayContaining([expect.stringMatching(/\/attempt-/), expect.stringMatching(/\/source-/)]),
  );
  expect(now).toEqual([]);
  expect(fetchedCount).toBe(0);
});

test('a partly downloaded source is deleted and downloaded again', async () => {
  const { left, now, fetchedCount } = await restartAt({ kind: 'fetch', index: 0 }, 'halfway through a read');
  expect(left).toEqual(expect.arrayContaining([expect.stringMatching(/\/download-/)]));
  expect(now).toEqual([]);
  expect(fetchedCount).toBe(1);
});
