import { RECIPES } from '@media/core';
import { jobRepository } from '@media/database';
import { makeClip } from '@media/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from './scene.fixture.js';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

/** The jobs of a video, newest first. */
const jobsOf = async ({ organizationId, videoId }: Job) =>
  (await jobRepository(scene.database).ofVideo(organizationId, videoId)).jobs;
type JobRow = Awaited<ReturnType<typeof jobsOf>>[number];
const MADE = ['encode', 'repackage', 'audio'];
const namesOf = (job: JobRow | undefined, isWanted: (task: JobRow['tasks'][number]) => boolean) =>
  (job?.tasks ?? []).filter((task) => MADE.includes(task.kind) && isWanted(task)).map(({ name }) => name);

const retry = ({ actor, videoId }: Job) => scene.commands.retry(actor, videoId, RECIPES.stream);
const expectCompleted = async (job: Job): Promise<void> => {
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null, playable: true });
  await scene.sweepGarbage();
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
};

test('reprocessing a completed video with the same recipe packages and verifies, but encodes nothing', async () => {
  await scene.startWorker();
  const extra = ['-g', '60', '-keyint_min', '60', '-sc_threshold', '0', '-bf', '0', '-b:v', '500k'];
  const job = await scene.addVideo(await makeClip({ seconds: 9, size: '854x480', extra }));
  await expectCompleted(job);
  const before = await scene.namedKeys(job);
  for (let again = 0; again < 2; again += 1) {
    await retry(job);
    await expectCompleted(job);
    const [newest] = await jobsOf(job);
    expect(namesOf(newest, () => true)).toEqual(['chunk 0', 'chunk 1', 'copy 480p', 'audio Audio 1']);
    expect(namesOf(newest, ({ attempts }) => attempts.length > 0)).toEqual([]);
  }
  const isMedia = (key: string) => /-\d+\.mp4$|360p\.mp4$/.test(key);
  const media = (await scene.namedKeys(job)).filter(isMedia);
  expect(media.length).toBeGreaterThan(0);
  expect(media).toEqual(before.filter(isMedia));
});

test('a canceled video is resumed by a new job that makes only what is missing, regardless of the number of workers', async () => {
  const first = await scene.startWorker({ WORKER_CONCURRENCY: '1' });
  const job = await scene.addVideo(await makeClip({ seconds: 120, size: '192x108' }));
  await until(async () => {
    const [current] = await jobsOf(job);
    return namesOf(current, ({ kind, status }) => kind === 'encode' && status === 'completed').length > 0 || undefined;
  });
  await scene.commands.cancel(job.actor, job.videoId);
  await first.kill();
  const [cancelled] = await jobsOf(job);
  // With this many slots, a new plan would have more chunks.
  await scene.startWorker({ WORKER_CONCURRENCY: '8' });
  await retry(job);
  await expectCompleted(job);
  const [newest] = await jobsOf(job);
  expect(namesOf(newest, () => true)).toEqual(namesOf(cancelled, () => true));
  expect(namesOf(newest, ({ attempts }) => attempts.length > 0)).toEqual(
    namesOf(cancelled, ({ status }) => status !== 'completed'),
  );
});
