import { PLAN_VERSION, TASK_KIND_NAMES } from '@media/core';
import type { Fleet } from '@media/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FleetScene, openFleetScene, type WorkerOptions } from '../fleet-worker.fixture.js';
import { until } from '../scene.fixture.js';

/** A later release with another task kind, and therefore another plan version. */
const OLD: Fleet = { planVersion: PLAN_VERSION - 1, kinds: TASK_KIND_NAMES.filter((kind) => kind !== 'verify') };
const NEW: Fleet = { planVersion: PLAN_VERSION, kinds: TASK_KIND_NAMES };
const VIDEOS = 6;

let scene: FleetScene;
beforeEach(async () => {
  scene = await openFleetScene();
});
afterEach(() => scene.close());

type Video = Awaited<ReturnType<FleetScene['addVideo']>>;

const completed = ({ videoId }: Video) =>
  until(async () => {
    const { status } = await scene.database.sql.video.findUniqueOrThrow({ where: { id: videoId } });
    return status === 'completed' || undefined;
  });
/** The workers of each job of a video. */
const workersOf = async ({ videoId }: Video): Promise<string[][]> => {
  const jobs = await scene.database.sql.job.findMany({
    where: { videoId },
    orderBy: { number: 'asc' },
    select: { tasks: { select: { attempts: { select: { worker: true } } } } },
  });
  return jobs.map(({ tasks }) => [...new Set(tasks.flatMap(({ attempts }) => attempts.map(({ worker }) => worker)))]);
};

/** A step that waits until it is released. */
const heldFetch = () => {
  const released = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const step: WorkerOptions['step'] = async ({ task: { kind } }) => {
    if (kind !== 'fetch') return undefined;
    reached.resolve();
    await released.promise;
    return {};
  };
  return { step, reached: reached.promise, release: released.resolve };
};

test.each([
  ['an older worker beside a newer one', OLD, NEW],
  ['a newer worker beside an older one', NEW, OLD],
])('%s takes no task of a job that the other has started, and none of its messages', async (_, first, second) => {
  const held = heldFetch();
  // Both fleets can finish what they start: here the older one has `verify` under its own plan version.
  const whole = (fleet: Fleet): Fleet => ({ ...fleet, kinds: TASK_KIND_NAMES });
  await scene.startWorker({ name: 'first', fleet: whole(first), step: held.step });
  const video = await scene.addVideo();
  await held.reached;
  await scene.startWorker({ name: 'second', fleet: second });
  held.release();
  await completed(video);
  expect(await workersOf(video)).toEqual([['first']]);
});

test('each of many videos is processed by one fleet only, and none waits', async () => {
  const fleet = (planVersion: number): Fleet => ({ planVersion, kinds: TASK_KIND_NAMES });
  await scene.startWorker({ name: 'older', fleet: fleet(4) });
  await scene.startWorker({ name: 'newer', fleet: fleet(5) });
  const videos = [];
  for (let count = 0; count < VIDEOS; count += 1) videos.push(await scene.addVideo());
  for (const video of videos) {
    await completed(video);
    const [workers, ...others] = await workersOf(video);
    expect(workers).toHaveLength(1);
    expect(others).toEqual([]);
  }
});

test('an older leading dispatcher does not starve task kinds that it does not know', async () => {
  const held = heldFetch();
  await scene.startWorker({ name: 'newer', fleet: NEW, step: held.step });
  const video = await scene.addVideo();
  await held.reached;
  await scene.startWorker({ name: 'older', fleet: OLD });
  held.release();
  await completed(video);
  expect(await workersOf(video)).toEqual([['newer']]);
  const verified = await scene.database.sql.task.count({ where: { kind: 'verify', status: 'completed' } });
  expect(verified).toBe(1);
});

test('a job whose fleet is gone is replaced, and completed by the remaining one', async () => {
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const older = await scene.startWorker({
    name: 'older',
    fleet: OLD,
    step: async ({ task: { kind } }) => {
      if (kind !== 'audio') return undefined;
      begun.resolve();
      await ended.promise;
      return {};
    },
  });
  const video = await scene.addVideo();
  await begun.promise;
  // It keeps its claim, but nothing of its fleet will enqueue the next tasks.
  await older.stopDispatching();
  await scene.startWorker({ name: 'newer', fleet: NEW, dispatching: { orphanGraceMs: 0 } });
  await completed(video);
  expect(await workersOf(video)).toEqual([['older'], ['newer']]);
  ended.resolve();
});
