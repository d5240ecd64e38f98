import { videoCommands } from '@media/database';
import { makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../scene.fixture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ DEFAULT_MONTHLY_SOURCE_SECONDS: '5' });
});
afterAll(() => scene.close());

test('a video longer than what is left this month fails, without another attempt, and can be retried with a higher limit', async () => {
  const job = await scene.addVideo(await makeClip({ seconds: 6, size: '320x180' }));
  expect(await scene.ended(job)).toMatchObject({
    status: 'failed',
    errorCode: 'QUOTA_EXCEEDED',
    errorReason: { code: 'QUOTA', quota: 'monthlySourceSeconds', limit: 5, used: 0 },
  });
  const attempts = await scene.attempts(job);
  expect(attempts.filter(({ kind }) => kind === 'probe')).toMatchObject([{ number: 1, status: 'failed' }]);

  const { organizationId, actor, videoId } = job;
  await scene.database.sql.organization.update({ where: { id: organizationId }, data: { maxMonthlySourceSeconds: 7 } });
  await videoCommands(scene.database).retry(actor, videoId);
  expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
  const counter = await scene.database.sql.usageCounter.findUniqueOrThrow({ where: { organizationId } });
  expect(Number(counter.sourceMs)).toBeGreaterThan(5_900);
  expect(Number(counter.sourceMs)).toBeLessThan(6_100);
  expect(counter.outputBytes).toBeGreaterThan(0n);
  expect(counter.cpuMs).toBeGreaterThan(0n);
});
