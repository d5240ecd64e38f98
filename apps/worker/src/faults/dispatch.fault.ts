import { START_CPU_SECONDS, systemActor } from '@media/core';
import { dispatchRepository, videoCommands } from '@media/database';
import { connectRedis, createLog, createTaskQueues } from '@media/runtime';
import { type OwnRedis, startOwnRedis } from '@media/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { enqueueDue } from '../dispatch/enqueue-due.js';
import { type DispatchScene, openDispatchScene } from './dispatch-scene.fixture.js';
import { expectEachRanOnce, expectExactCharges, expectTurns } from './expect-consistent.fixture.js';

const EACH = 8;
const quiet = createLog('test', 'silent');

let redis: OwnRedis;
let scene: DispatchScene;
let config: { url: string; prefix: string };
beforeAll(async () => {
  redis = await startOwnRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  config = { url: redis.redisUrl, prefix: `test-${crypto.randomUUID()}` };
  scene = await openDispatchScene(config);
});
afterEach(async () => {
  scene.release();
  await scene.close();
});

/** Everything of a backlog ran once and was charged once, and the organizations take turns in the next one. */
const expectWhole = async (videoIds: readonly string[], deletedSeconds = 0): Promise<void> => {
  await scene.completed(videoIds);
  await expectEachRanOnce(scene.database, videoIds);
  await expectExactCharges(scene.database, deletedSeconds);
  scene.hold();
  await scene.addBacklog(8);
  await scene.slotsAreFull();
  await expectTurns(scene.database, scene.rivals, 8);
};

const idsOf = (videos: readonly { videoId: string }[]): string[] => videos.map(({ videoId }) => videoId);

const FAULTS: Record<string, () => Promise<void>> = {
  'Redis is emptied': async () => {
    const client = connectRedis({ url: redis.redisUrl, prefix: '' }, quiet, { blocking: true });
    await client.flushall();
    client.disconnect();
  },
  'Redis restarts, empty': async () => {
    await redis.stop();
    await redis.start();
  },
  'all connections to PostgreSQL are lost': async () => {
    await scene.database.sql.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  },
};

test.each(Object.entries(FAULTS))('%s in the middle of a backlog', async (_, happen) => {
  await scene.startWorker();
  const videos = idsOf(await scene.addBacklog(EACH));
  await scene.slotsAreFull();
  await happen();
  scene.release();
  await scene.completed(videos.slice(0, 1));
  scene.hold();
  await scene.slotsAreFull();
  await happen();
  scene.release();
  await expectWhole(videos);
});

test('two dispatchers that both believe to lead', async () => {
  await scene.startWorker();
  const queues = createTaskQueues(config, quiet);
  const dispatch = dispatchRepository(scene.database);
  const videos = idsOf(await scene.addBacklog(EACH));
  let isOver = false;
  const second = (async () => {
    while (!isOver) {
      dispatch.wakeAll();
      await enqueueDue({ dispatch, queues }, new Set()).catch(() => undefined);
    }
  })();
  scene.release();
  await scene.completed(videos);
  isOver = true;
  await second;
  await queues.close();
  await expectWhole(videos);
});

test('a dispatcher takes over in the middle of a backlog', async () => {
  const first = await scene.startWorker('first');
  await scene.startWorker('second');
  const videos = idsOf(await scene.addBacklog(EACH));
  await scene.slotsAreFull();
  await first.stopDispatching();
  scene.release();
  await expectWhole(videos);
});

const LOSSES = ['videos are canceled', 'videos are deleted', 'an organization is deleted'] as const;

test.each(LOSSES)('%s whose tasks run and are chosen', async (loss) => {
  await scene.startWorker();
  const videos = await scene.addBacklog(EACH);
  await scene.slotsAreFull();
  const [kept, lost] = scene.rivals;
  const commands = videoCommands(scene.database);
  const deleted = await scene.database.sql.task.count({ where: { organizationId: lost, status: 'running' } });
  for (const { organizationId, videoId } of videos) {
    if (organizationId !== lost) continue;
    if (loss === 'videos are canceled') await commands.cancel(systemActor(lost, 'test'), videoId);
    else await commands.remove(systemActor(lost, 'test'), videoId);
  }
  if (loss === 'an organization is deleted') await scene.database.sql.organization.delete({ where: { id: lost } });
  scene.release();
  const left = idsOf(videos.filter(({ organizationId }) => organizationId === kept));
  await scene.completed(left);
  await expectEachRanOnce(scene.database, left);
  expect(await scene.database.sql.task.count({ where: { organizationId: lost, status: 'completed' } })).toBe(0);
  if (loss !== 'an organization is deleted')
    await expectWhole(left, loss === 'videos are deleted' ? deleted * START_CPU_SECONDS : 0);
});
