import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FleetScene, openFleetScene } from '../fleet-worker.fixture.js';
import { until } from '../scene.fixture.js';

let scene: FleetScene;
beforeEach(async () => {
  scene = await openFleetScene();
});
afterEach(() => scene.close());

test('a result that the database rejects fails its attempt, and the worker continues with other videos', async () => {
  let refused = 0;
  await scene.startWorker({
    name: 'worker',
    step: async ({ task: { kind, jobId } }) => {
      if (kind !== 'fetch' || refused > 0) return undefined;
      refused += 1;
      // A duplicate of the job violates a unique constraint.
      return {
        publish: async ({ sql }) => {
          await sql.$executeRaw`INSERT INTO job SELECT * FROM job WHERE id = ${jobId}::uuid`;
        },
      };
    },
  });
  const { videoId } = await scene.addVideo();
  const failed = await until(
    async () =>
      (await scene.database.sql.attempt.findFirst({ where: { status: 'failed', task: { videoId } } })) ?? undefined,
  );
  expect(failed).toMatchObject({ number: 1, errorCode: 'RESULT_REFUSED' });
  const other = await scene.addVideo();
  for (const id of [other.videoId, videoId]) {
    const { status } = await until(async () => {
      const video = await scene.database.sql.video.findUniqueOrThrow({ where: { id } });
      return ['completed', 'failed'].includes(video.status) ? video : undefined;
    });
    expect(status).toBe('completed');
  }
  expect(await scene.database.sql.task.findFirst({ where: { videoId, kind: 'fetch' } })).toMatchObject({
    ...{ failedTries: 1, outageTries: 0, status: 'completed' },
  });
});
