import type { JobList } from '@media/contracts';
import { RECIPES, systemActor, TASKS, type TaskId, type VideoId } from '@media/core';
import {
  addMediaObjects,
  type ClaimedTask,
  claimRepository,
  markIfPlayable,
  storePlan,
  taskEndings,
  videoCommands,
} from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { listenToAll } from '../fixtures/listen.js';
import { PLAN, PROBE } from '../fixtures/plan.js';
import { objectOf } from '../fixtures/publish-video.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';
import { listJobs } from './list-jobs.js';

const STEPS = 80;

let api: TestApi;
let ada: Person;
let videoId: VideoId;
/** Running tasks, and stopped tasks whose workers haven't noticed yet. */
let held: ClaimedTask[];
let stopped: ClaimedTask[];

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
  const { id } = await sendSmallFile(api, ada);
  const { body } = await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId: id } });
  videoId = body.id as VideoId;
  [held, stopped] = [[], []];
});

const sql = () => api.deps.database.sql;
const endings = () => taskEndings(api.deps.database);
const commands = () => videoCommands(api.deps.database);
const adasActor = () => systemActor(ada.organizationId, 'test');
const look = (): Promise<JobList> => listJobs(api.deps, ada.organizationId, videoId);

/** Reproducible random numbers from 0 to 1 (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
type Random = () => number;
const pick = <T>(random: Random, items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
const take = (random: Random): ClaimedTask | undefined => {
  const task = pick(random, held);
  held = held.filter((other) => other !== task);
  return task;
};

/** Records and publishes progress, like a worker. */
const note = async ({ id: taskId, jobId, job }: ClaimedTask, points: number, donePoints: number): Promise<void> => {
  const { generation, keptWeight: keptPoints } = job;
  const progress = await api.deps.live.recordProgress({ jobId, generation, taskId, points, donePoints, keptPoints });
  const { organizationId } = ada;
  if (progress !== undefined)
    await api.deps.live.publish([{ organizationId, videoId, data: { progress, generation } }]);
};

const claim = async (random: Random): Promise<void> => {
  const where = { videoId, status: { in: TASKS.allowing('claimed') } };
  await sql().task.updateMany({ where, data: { availableAt: new Date(0) } });
  const row = pick(random, await sql().task.findMany({ where, orderBy: { id: 'asc' } }));
  const queued = row && { taskId: row.id as TaskId, epoch: row.epoch };
  const task = queued && (await claimRepository(api.deps.database).claim(queued, 'worker', 60_000));
  if (task) held.push(task);
};

const complete = async (random: Random): Promise<void> => {
  const task = take(random);
  if (!task) return;
  const { doneWeight } = await endings().complete(task, {}, {}, async (tx, job) => {
    if (task.kind === 'probe') await storePlan(tx, job, { probe: PROBE, plan: PLAN, planHash: 'hash' });
    const tracks = { encode: ['video', 'video'], audio: ['audio'] } as const;
    const kinds = task.kind === 'encode' || task.kind === 'audio' ? tracks[task.kind] : [];
    await addMediaObjects(
      tx,
      task,
      kinds.map((kind, track) => objectOf(kind, track, task.index, [4 * task.index])),
    );
    await markIfPlayable(tx, job);
  });
  await note(task, task.weight, doneWeight - task.weight);
};

const fail = async (random: Random): Promise<void> => {
  const task = take(random);
  if (!task) return;
  const made = await sql().task.findMany({ where: { jobId: task.jobId, kind: 'encode', status: 'completed' } });
  const faulty = task.kind === 'verify' ? pick(random, made) : undefined;
  const rework = faulty && { faultyTaskIds: [faulty.id as TaskId] };
  await endings().fail(task, { code: 'ENCODER_CRASHED', retryable: random() < 0.8, attempt: {}, ...rework });
};

const lose = async (random: Random): Promise<void> => {
  const task = take(random);
  if (!task) return;
  stopped.push(task);
  await sql().task.update({ where: { id: task.id }, data: { leaseExpiresAt: new Date(0) } });
  await endings().abandon(task.id);
};

const report = async (random: Random, tasks: readonly ClaimedTask[]): Promise<void> => {
  const task = pick(random, tasks);
  if (task) await note(task, task.weight * random(), task.job.doneWeight);
};

const stop = async (): Promise<void> => {
  stopped.push(...held.splice(0));
  await commands().cancel(adasActor(), videoId);
};

/** Possible actions with their weights. */
const deeds = (random: Random, isRunning: boolean): [number, () => Promise<unknown>][] =>
  isRunning
    ? [
        [12, () => claim(random)],
        [10, () => report(random, held)],
        [14, () => complete(random)],
        [1, () => fail(random)],
        [1, () => lose(random)],
        [1, async () => void (await Promise.all(held.splice(0, 1).map((task) => endings().release(task, {}))))],
        [1, () => report(random, stopped)],
        [1, stop],
      ]
    : [
        [2, () => report(random, stopped)],
        [2, () => commands().retry(adasActor(), videoId)],
        [1, () => commands().retry(adasActor(), videoId, RECIPES.stream)],
      ];

const act = async (random: Random): Promise<void> => {
  const { status } = (await look()).video;
  const isRunning = status === 'queued' || status === 'processing';
  const bag = deeds(random, isRunning).flatMap(([weight, deed]) => Array<typeof deed>(weight).fill(deed));
  const deed = pick(random, bag);
  await deed?.();
  // A failed or canceled job stops its other tasks, whether or not their workers have noticed.
  const running = await sql().task.findMany({ where: { videoId, status: 'running' } });
  const isHeld = ({ id, epoch }: ClaimedTask) => running.some((row) => row.id === id && row.epoch === epoch);
  stopped.push(...held.filter((task) => !isHeld(task)));
  held = held.filter(isHeld);
};

/** Bounds of the job's progress, in basis points: all completed tasks, and all tasks ever started. */
const bounds = async (): Promise<{ min: number; max: number }> => {
  const { currentJobId } = await sql().video.findUniqueOrThrow({ where: { id: videoId } });
  const tasks = await sql().task.findMany({ where: { jobId: currentJobId ?? '' } });
  const sum = (rows: typeof tasks) => rows.reduce((total, { weight }) => total + weight, 0);
  const done = tasks.filter(({ status }) => status === 'completed');
  return { min: sum(done), max: sum(tasks.filter(({ epoch, result }) => epoch > 0 || result !== null)) };
};

type Told = { status?: string; progress?: number; generation?: number };

/** Generations never decrease, progress never decreases within a generation, and it is 100 only for completed videos. */
const expectSteady = (seen: readonly Told[]): void => {
  let known: Told = {};
  for (const one of seen) {
    const isSame = one.generation === undefined || one.generation === known.generation;
    expect(one.generation ?? 0).toBeGreaterThanOrEqual(one.generation === undefined ? 0 : (known.generation ?? 0));
    if (isSame && one.progress !== undefined) expect(one.progress).toBeGreaterThanOrEqual(known.progress ?? 0);
    known = isSame ? { ...known, ...one } : one;
    if (known.progress === 100) expect(known.status).toBe('completed');
  }
};

test.each([1, 2, 3, 4])('the progress of a video always matches its tasks (seed %i)', async (seed) => {
  const random = randomOf(seed);
  const stream = await listenToAll(api, { token: ada.token });
  const seen: Told[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    await act(random);
    const { video, items } = await look();
    const { min, max } = await bounds();
    const context = `seed ${seed}, step ${step}`;
    seen.push(video);
    const statuses = (items[0]?.tasks ?? []).map(({ status }) => status);
    if (statuses.includes('running')) expect([context, video.status]).toEqual([context, 'processing']);
    if (video.status === 'completed') expect([context, video.progress]).toEqual([context, 100]);
    else {
      expect(video.progress, context).toBeLessThan(100);
      expect(video.progress, context).toBeGreaterThanOrEqual(Math.min(99, Math.floor(min / 100)));
      expect(video.progress * 100, context).toBeLessThanOrEqual(max);
      expect(items[0]?.progress, context).toBe(video.progress);
    }
  }
  expectSteady(seen);
  const { generation, status } = (await look()).video;
  await until('the stream has sent the last status', () =>
    stream.messages.some(({ data }) => data.generation === generation && data.status === status),
  );
  expectSteady(stream.messages.map(({ data }) => data));
  expect(Math.max(...seen.map(({ progress = 0 }) => progress))).toBeGreaterThan(50);
});
