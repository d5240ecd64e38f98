import type { Plan, TaskId, TaskKind } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { type ClaimedTask, taskEndings, videoCommands, videoRepository } from './index.js';
import { PLAN } from './job.fixture.js';
import { messagesOf } from './messages-of.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video, events } = useTestVideo();

const { due, claim, run } = fakeWorker(() => database);
const show = () => videoRepository(database).get(video.organizationId, video.videoId);
const rows = () => database.sql.task.findMany({ where: { videoId: video.videoId } });
const statuses = async () =>
  Object.fromEntries((await rows()).map(({ kind, index, status }) => [`${kind}${index}`, status]));
const idOf = async (kind: TaskKind, index: number): Promise<TaskId> => {
  const row = (await rows()).find((task) => task.kind === kind && task.index === index);
  if (!row) throw new Error(`no ${kind} ${index}`);
  return row.id as TaskId;
};
const blame = async (verify: ClaimedTask, ...faultyTaskIds: TaskId[]) =>
  taskEndings(database).fail(verify, {
    code: 'OUTPUT_WRONG',
    retryable: true,
    attempt: { cpuSeconds: 1 },
    faultyTaskIds,
  });
const toTheGate = () => run('fetch', 'probe', 'encode', 'encode', 'audio', 'package');

test('a wrong chunk and everything that depends on it is made again, and nothing else', async () => {
  await toTheGate();
  const objects = () => database.sql.mediaObject.findMany({ orderBy: { id: 'asc' } });
  const before = await objects();
  await blame(await claim('verify'), await idOf('encode', 1));
  expect(await statuses()).toEqual({
    ...{ fetch0: 'completed', probe0: 'completed', encode0: 'completed', audio0: 'completed' },
    ...{ encode1: 'queued', package0: 'waiting', verify0: 'waiting' },
  });
  expect(await objects()).toEqual(before);
  expect(messagesOf(events)).toContainEqual({
    generation: 1,
    retrying: { task: 'verify', code: 'OUTPUT_WRONG', try: 2 },
  });
  await run('encode', 'package', 'verify');
  expect(await show()).toMatchObject({ status: 'completed', progress: 100, errorCode: null });
  const attempts = await database.sql.attempt.groupBy({
    by: ['taskId'],
    _count: true,
    having: { taskId: { _count: { gt: 1 } } },
  });
  expect(attempts.map(({ taskId }) => taskId).sort()).toEqual(
    [await idOf('encode', 1), await idOf('package', 0), await idOf('verify', 0)].sort(),
  );
});

test('a playable video stays playable while a chunk is made again, and its progress never decreases', async () => {
  await toTheGate();
  const { progress } = await show();
  expect(progress).toBe(99);
  await blame(await claim('verify'), await idOf('encode', 0));
  expect(await show()).toMatchObject({ status: 'processing', playable: true, progress });
  const { doneWeight } = await database.sql.job.findFirstOrThrow({ where: { videoId: video.videoId } });
  expect(doneWeight).toBe(10_000 - 4_000 - 400 - 100);
  await run('encode', 'package', 'verify');
  expect((await database.sql.job.findFirstOrThrow({ where: { videoId: video.videoId } })).doneWeight).toBe(10_000);
});

test('the objects of the bad attempt are discarded only after the new ones are published', async () => {
  await toTheGate();
  const chunk = await idOf('encode', 1);
  await blame(await claim('verify'), chunk);
  const garbage = async () =>
    (await database.sql.garbage.findMany()).map(({ prefix }) => prefix).filter((prefix) => prefix.includes(chunk));
  expect(await garbage()).toEqual([]);
  await run('encode');
  const prefix = `media/${video.videoId}/hash/${chunk}/1/`;
  expect((await garbage()).sort()).toEqual([prefix, `${prefix}track.mp4`]);
});

test('output that is wrong for the third time fails the video, and a user can retry it', async () => {
  await toTheGate();
  for (const _ of [1, 2]) {
    await blame(await claim('verify'), await idOf('encode', 1));
    await run('encode', 'package');
  }
  await blame(await claim('verify'), await idOf('encode', 1));
  expect(await show()).toMatchObject({ status: 'failed', errorCode: 'OUTPUT_WRONG' });
  expect(await due()).toEqual([]);
  await videoCommands(database).retry(video.actor, video.videoId);
  await blame(await claim('verify'), await idOf('encode', 1));
  await run('encode', 'package', 'verify');
  expect(await show()).toMatchObject({ status: 'completed' });
});

test('a worker that lost its claim reopens no tasks', async () => {
  await toTheGate();
  const late = await claim('verify');
  await database.sql.task.update({ where: { id: late.id }, data: { leaseExpiresAt: new Date(0) } });
  await taskEndings(database).abandon(late.id);
  await expect(blame(late, await idOf('encode', 1))).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  expect((await statuses()).encode1).toBe('completed');
});

/** Six chunks and one audio track: seven tasks that end at the same time. */
const SIX: Plan = {
  ...PLAN,
  video: {
    ...(PLAN.video as NonNullable<Plan['video']>),
    chunks: [0, 1, 2, 3, 4, 5].map((index) => ({
      ...{ index, segmentStarts: [index * 4], segmentFrames: [100], firstFrame: index * 100, expectedFrames: 100 },
      ...{ startMs: index * 4_000, durationMs: 4_000 },
    })),
  },
  weights: { ...PLAN.weights, chunks: [1_500, 1_500, 1_500, 1_500, 1_000, 1_000] },
};

/** A seeded generator (mulberry32), so that a failing order can be reproduced. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'packaging starts once and the job ends once, in any order of seven concurrent task endings (seed %i)',
  async (seed) => {
    const six = fakeWorker(() => database, SIX);
    const next = random(seed);
    await six.run('fetch', 'probe');
    const kinds: TaskKind[] = [...Array<TaskKind>(6).fill('encode'), 'audio'];
    const tasks: ClaimedTask[] = [];
    for (const kind of kinds) tasks.push(await six.claim(kind, `worker-${tasks.length}`));
    const shuffled = tasks.map((task) => ({ task, at: next() })).toSorted((a, b) => a.at - b.at);
    const [first, ...others] = shuffled.map(({ task }) => task);
    // With every other seed, one of them fails and is retried after all others have ended.
    const fails = seed % 2 === 0;
    if (first && fails)
      await taskEndings(database).fail(first, { code: 'ENCODER_CRASHED', retryable: true, attempt: {} });
    const ending = first && !fails ? [first, ...others] : others;
    await Promise.all(
      ending.map(async (task) => {
        await new Promise((resolve) => setTimeout(resolve, Math.floor(next() * 4)));
        await six.complete(task);
      }),
    );
    if (first && fails) {
      expect((await statuses()).package0).toBe('waiting');
      await database.sql.task.updateMany({ data: { availableAt: new Date(0) } });
      await six.run(first.kind);
    }
    expect((await six.due()).map(({ queue }) => queue)).toEqual(['io']);
    await six.run('package');
    expect((await six.due()).map(({ queue }) => queue)).toEqual(['io']);
    await six.run('verify');
    expect(await six.due()).toEqual([]);
    const attempts = await database.sql.attempt.findMany({ where: { task: { kind: { in: ['package', 'verify'] } } } });
    expect(attempts).toHaveLength(2);
    expect(messagesOf(events).filter(({ status }) => status === 'completed')).toHaveLength(1);
    expect(await show()).toMatchObject({ status: 'completed', progress: 100 });
  },
);
