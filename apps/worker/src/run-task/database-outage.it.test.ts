import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFlakyWay } from '../flaky-store.fixture.js';
import { type FleetScene, openFleetScene } from '../fleet-worker.fixture.js';
import { until } from '../scene.fixture.js';

let scene: FleetScene;
beforeEach(async () => {
  scene = await openFleetScene();
});
afterEach(() => scene.close());

/** The same database through a proxy that can be cut. */
const cuttable = async () => {
  const url = new URL(scene.databaseUrl);
  const way = await openFlakyWay(`http://${url.hostname}:${url.port}`);
  url.port = new URL(way.endpoint).port;
  return { ...way, databaseUrl: url.href };
};

/**
 * A worker whose database is unavailable from its first step until its lease has expired, or longer. Resolves when the video
 * is done.
 */
const outageInFetch = async (worksOn: boolean, afterLeaseMs = 0) => {
  const way = await cuttable();
  let runs = 0;
  await scene.startWorker({
    ...{ name: 'worker', databaseUrl: way.databaseUrl, leaseMs: 2_000 },
    step: async ({ task: { kind }, signal }) => {
      if (kind !== 'fetch') return undefined;
      runs += 1;
      if (runs > 1) return {};
      way.cut();
      const lost = once(signal, 'abort').then(async () => {
        if (afterLeaseMs > 0) await sleep(afterLeaseMs);
        way.repair();
      });
      if (worksOn) {
        await lost;
        signal.throwIfAborted();
      }
      return {};
    },
  });
  const { videoId } = await scene.addVideo();
  const { sql } = scene.database;
  await until(async () => {
    const { status } = await sql.video.findUniqueOrThrow({ where: { id: videoId } });
    return status === 'completed' || undefined;
  });
  way.close();
  const task = await sql.task.findFirstOrThrow({ where: { videoId, kind: 'fetch' }, include: { attempts: true } });
  const attempts = task.attempts.map(({ number, status, errorCode }) => [number, status, errorCode]);
  return { task, attempts: attempts.sort() };
};

test('a step stopped by a database outage longer than a lease counts as an outage, not as a lost worker', async () => {
  const { task, attempts } = await outageInFetch(true);
  expect(task).toMatchObject({ outageTries: 1, lostTries: 0, failedTries: 0 });
  expect(attempts).toEqual([
    [1, 'failed', 'DATABASE_UNAVAILABLE'],
    [2, 'completed', null],
  ]);
});

test('a result waiting for the database is written when it is back, unless another worker has the task', async () => {
  const { task, attempts } = await outageInFetch(false);
  expect(task).toMatchObject({ outageTries: 0, lostTries: 0, failedTries: 0 });
  expect(attempts).toEqual([[1, 'completed', null]]);
});

test('a result is written even after an outage much longer than a lease, and nothing is made again', async () => {
  const { task, attempts } = await outageInFetch(false, 6_000);
  expect(task).toMatchObject({ outageTries: 0, lostTries: 0, failedTries: 0 });
  expect(attempts).toEqual([[1, 'completed', null]]);
});
