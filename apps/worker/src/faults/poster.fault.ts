import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameNumberOf, numberedClip, posterSteps } from '../images/poster-scene.fixture.js';
import type { Job } from '../scene.fixture.js';
import { type FaultScene, openFaultScene } from './fault-scene.fixture.js';
import { MOMENTS, type MomentName } from './moments.fixture.js';

const KILLED_AT: MomentName[] = [
  'during the claim',
  'just after the claim',
  'halfway through an upload',
  'after an upload, before the response',
  'with its rows written but not committed',
  'just after it ends',
];

let scene: FaultScene;
let steps: ReturnType<typeof posterSteps>;
let job: Job;
beforeAll(async () => {
  scene = await openFaultScene();
  steps = posterSteps(scene);
  job = await scene.addVideo(numberedClip());
  expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
});
afterAll(() => scene.close());

test.each(KILLED_AT.map((moment, index) => ({ moment, frame: 10 + index })))(
  'a poster survives the death of its worker $moment',
  async ({ moment, frame }) => {
    await scene.database.sql.attempt.deleteMany({ where: { task: { videoId: job.videoId, kind: 'poster' } } });
    const earlier = await steps.outputOf(job);
    const armed = await MOMENTS[moment](scene, { kind: 'poster', index: 0 });
    await steps.choose(job, frame * 100);
    const killed = await armed
      .reached(job)
      .then((worker) => scene.kill(scene.dirOf(worker)))
      .finally(armed.release);
    try {
      await scene.expectNoOrphans(killed);
      if (moment !== 'just after it ends') expect(await steps.outputOf(job)).toEqual(earlier);
      expect(await steps.settled(job)).toMatchObject({ atMs: frame * 100, status: 'ready' });
      expect(frameNumberOf(await steps.download(job))).toBe(frame);
      const attempts = (await scene.attemptsOf(job)).filter(({ task }) => task.kind === 'poster');
      expect(attempts.filter(({ status }) => status === 'completed')).toHaveLength(1);
      await scene.sweepGarbage();
      const { outputs } = await scene.details(job);
      const posters = (await scene.keys(`media/${job.videoId}/`)).filter((key) => key.endsWith('poster.jpg'));
      const { publishedJobId } = await scene.database.sql.video.findUniqueOrThrow({
        where: { id: job.videoId },
      });
      const automatic = await scene.database.sql.output.findMany({
        where: { jobId: publishedJobId ?? '', kind: 'poster' },
      });
      const named = [...outputs, ...automatic].filter(({ kind }) => kind === 'poster').map(({ key }) => key);
      expect(posters).toEqual(named.sort());
    } finally {
      await scene.start(killed.dir);
    }
  },
);
