import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Job } from '../scene.fixture.js';
import { longClip } from './clips.fixture.js';
import { contentsOf } from './contents-of.fixture.js';
import { expectMinimalRework } from './expect-minimal-rework.fixture.js';
import { expectOneVersion, type FaultScene, type Killed, openFaultScene, pidOf } from './fault-scene.fixture.js';
import { undisturbed } from './fault-steps.fixture.js';

const SEEDS = [1, 2, 3, 4, 5];
const KILLS = 4;
const MAX_PAUSE_MS = 2_000;
/** A third loss would fail the task. */
const MAX_LOST = 2;

let scene: FaultScene;
let clip: Awaited<ReturnType<typeof undisturbed>>;
beforeAll(async () => {
  scene = await openFaultScene();
  clip = await undisturbed(scene, await longClip());
});
afterAll(() => scene.close());

test.each(SEEDS)('a video completes even if both workers are killed in turn at random times: seed %i', async (seed) => {
  const random = numbersFrom(seed);
  const job = await scene.addVideo(clip.path, clip.recipe);
  const killed: Killed[] = [];
  for (const dir of [...scene.dirs, ...scene.dirs].slice(0, KILLS)) {
    await sleep(MAX_PAUSE_MS * random());
    if (!(await canKill(job, killed))) break;
    killed.push(await scene.kill(dir));
    await scene.start(dir);
  }
  await expectOneVersion(scene, job);
  expect(killed.length).toBeGreaterThan(0);
  expectMinimalRework(await scene.attemptsOf(job), killed);
  expect(await contentsOf(scene, job)).toEqual(clip.contents);
});

/** Whether there is still work to interrupt, and one more loss wouldn't fail any task. */
const canKill = async (job: Job, killed: readonly Killed[]): Promise<boolean> => {
  const pids = killed.map(({ pid }) => pid);
  const lost = (await scene.attemptsOf(job)).filter(
    ({ status, worker }) => status !== 'completed' && pids.includes(pidOf(worker)),
  );
  const max = Math.max(
    0,
    ...Map.groupBy(lost, ({ taskId }) => taskId)
      .values()
      .map(({ length }) => length),
  );
  return max < MAX_LOST && (await scene.find(job))?.status !== 'completed';
};

/** A seeded generator of numbers in [0, 1): Park and Miller's minimal standard. */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed * 7_919;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};
