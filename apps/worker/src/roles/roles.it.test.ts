import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { dispatchRepository, garbageRepository, hasDispatcher, newId } from '@media/database';
import { createLog, createTaskQueues } from '@media/runtime';
import { makeClip, type NodeProcess, runDir } from '@media/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Job, openScene, type Scene, until } from '../scene.fixture.js';

const MP4: Recipe = { ...RECIPES.stream, outputs: ['mp4'] };
const CLIP = { seconds: 2, audio: false } as const;
/** A PATH without programs, except the one that wraps child processes in tests. */
const emptyPath = (): string => {
  const dir = mkdtempSync(join(runDir(), 'no-programs-'));
  const found = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'setpriv'));
  const setpriv = found.find((path) => existsSync(path));
  if (setpriv) symlinkSync(setpriv, join(dir, 'setpriv'));
  return dir;
};
/** An environment without anything needed to process videos. */
const startControl = (more: Record<string, string> = {}) =>
  scene.startWorker({
    ...{ WORKER_ROLES: 'control', SWEEP_INTERVAL_SECONDS: '0.05', PATH: emptyPath(), WORKER_DIR: '/nowhere/dir' },
    ...{ FFMPEG_PATH: '/nowhere/ffmpeg', FFPROBE_PATH: '/nowhere/ffprobe', ...more },
  });
const ENCODE = { WORKER_ROLES: 'encode', SWEEP_INTERVAL_SECONDS: '0.05' };

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const readyLine = async (worker: NodeProcess) => JSON.parse(await worker.waitForLine('Worker ready'));
const discardSomething = () =>
  scene.database.sql.garbage.create({ data: { id: newId(), prefix: 'unwanted/', notBefore: new Date(0) } });
const garbageCount = () => scene.database.sql.garbage.count({ where: { prefix: 'unwanted/' } });
const dispatcherConnections = () => scene.database.sql.$queryRaw<unknown[]>`
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'media dispatcher'`;
const fetchOf = async (job: Job) => (await scene.tasks(job)).find(({ kind }) => kind === 'fetch');

test('a control process without ffmpeg and an encode process complete a job together', async () => {
  const control = await startControl();
  const encode = await scene.startWorker(ENCODE);
  expect(await readyLine(control)).toMatchObject({ roles: ['control'] });
  expect(await readyLine(encode)).toMatchObject({ roles: ['encode'], concurrency: 1 });
  await discardSomething();
  const job = await scene.addVideo(await makeClip(CLIP), MP4);
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  const { worker } = await readyLine(encode);
  expect(new Set((await scene.attempts(job)).map((attempt) => attempt.worker))).toEqual(new Set([worker]));
  await expect.poll(garbageCount).toBe(0);
  expect(await control.stop(20_000)).toEqual({ code: 0, signal: null });
});

test('an encode-only process neither dispatches nor sweeps, and works once there is a dispatcher', async () => {
  await scene.startWorker(ENCODE);
  await discardSomething();
  const job = await scene.addVideo(await makeClip(CLIP), MP4);
  // The test acts as the dispatcher for the first task.
  const queues = createTaskQueues(
    { url: scene.env.REDIS_URL, prefix: scene.env.REDIS_PREFIX },
    createLog('test', 'silent'),
  );
  await queues.arrange(await dispatchRepository(scene.database).due(10));
  await until(async () => (await fetchOf(job))?.status === 'completed' || undefined);
  await queues.close();
  expect(await hasDispatcher(scene.database)).toBe(false);
  expect(await dispatcherConnections()).toEqual([]);
  expect(await garbageCount()).toBe(1);
  expect(await garbageRepository(scene.database).take(1, 0)).toMatchObject([{ prefix: 'unwanted/' }]);
  expect(await scene.find(job)).toMatchObject({ status: 'processing' });
  await startControl();
  expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
});

test('one of several control processes dispatches, and another takes over when it is killed', async () => {
  const first = await startControl();
  await first.waitForLine('"Became dispatcher"');
  const second = await startControl();
  await scene.startWorker(ENCODE);
  expect(second.log()).not.toContain('"Became dispatcher"');
  await first.kill();
  await second.waitForLine('"Became dispatcher"');
  const job = await scene.addVideo(await makeClip(CLIP), MP4);
  expect(await scene.ended(job)).toMatchObject({ status: 'completed' });
});

test('the readiness check lists the roles, and a control process exports queue lengths', async () => {
  const worker = await startControl({ WORKER_HEALTH_PORT: '0' });
  const { port } = JSON.parse(await worker.waitForLine('Health endpoint listening')) as { port: number };
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
    return { status: response.status, text: await response.text() };
  };
  expect(await ask('/health/ready')).toEqual({ status: 200, text: 'ready: control' });
  expect((await ask('/metrics')).text).toMatch(
    /^queue_messages\{queue="encode",state="waiting",service="worker"\} 0$/m,
  );
});
