import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Job } from '../scene.fixture.js';
import type { Clip } from './clips.fixture.js';
import { type Contents, contentsOf } from './contents-of.fixture.js';
import type { Target } from './database-gate.fixture.js';
import { expectMinimalRework } from './expect-minimal-rework.fixture.js';
import { expectTakeover } from './expect-takeover.fixture.js';
import { expectOneVersion, type FaultScene, openFaultScene } from './fault-scene.fixture.js';
import { MOMENTS, type MomentName } from './moments.fixture.js';

type KnownClip = Clip & { contents: Contents };

/** One test per task and moment: kills the worker there, and checks all guarantees. */
export const killAtSteps = (makeClip: () => Promise<Clip>, steps: readonly [Target, readonly MomentName[]][]): void => {
  let scene: FaultScene;
  let clip: KnownClip;
  beforeAll(async () => {
    scene = await openFaultScene();
    clip = await undisturbed(scene, await makeClip());
  });
  afterAll(() => scene.close());

  const cases = steps.flatMap(([target, moments]) => moments.map((moment) => ({ ...target, moment })));
  test.each(cases)('$kind $index, $moment', ({ moment, ...target }) => killAt(scene, clip, target, moment));
};

/** The outputs of a clip without a kill. */
export const undisturbed = async (scene: FaultScene, clip: Clip): Promise<KnownClip> => {
  const job = await scene.addVideo(clip.path, clip.recipe);
  await expectOneVersion(scene, job);
  expectMinimalRework(await scene.attemptsOf(job), []);
  return { ...clip, contents: await contentsOf(scene, job) };
};

const killAt = async (
  scene: FaultScene,
  { path, recipe, contents }: KnownClip,
  target: Target,
  moment: MomentName,
): Promise<void> => {
  const armed = await MOMENTS[moment](scene, target);
  const job: Job = await scene.addVideo(path, recipe);
  const killed = await armed
    .reached(job)
    .then((worker) => scene.kill(scene.dirOf(worker)))
    .finally(armed.release);
  try {
    await scene.expectNoOrphans(killed);
    await expectOneVersion(scene, job);
    const attempts = await scene.attemptsOf(job);
    expectMinimalRework(attempts, [killed]);
    expectTakeover(attempts, killed);
    expect(await contentsOf(scene, job)).toEqual(contents);
  } finally {
    await scene.start(killed.dir);
  }
};
