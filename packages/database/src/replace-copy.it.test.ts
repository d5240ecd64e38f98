import { type MediaObject, type Plan, RECIPES, storageKeys, type TaskResults } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import {
  type ClaimedTask,
  markIfPlayable,
  pieceRepository,
  publishReplacement,
  taskEndings,
  videoCommands,
} from './index.js';
import { PLAN } from './job.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();

/** Two chunks, whose only rendition is copied, and one audio track. */
const COPIED: Plan = {
  ...PLAN,
  ...(PLAN.video && {
    video: {
      ...PLAN.video,
      copy: { copied: true, rule: 'fit', unmet: [] },
      renditions: PLAN.video.renditions.map((rendition) => ({ ...rendition, copied: true })),
    },
  }),
  weights: { ...PLAN.weights, chunks: [0, 0], repackage: 8_001, audios: [999] },
};

const { claim, due, run } = fakeWorker(() => database, COPIED);
const endings = () => taskEndings(database);

const object = (task: ClaimedTask, chunkIndex: number, name = 'encoded'): MediaObject => ({
  ...{ kind: 'video', trackIndex: 0, chunkIndex, sizeBytes: 10, initSize: 1, initHash: name, codecs: 'avc1' },
  key: `${storageKeys.taskPrefix(task.videoId, task.job.planHash, task.id, task.epoch)}${name}-${chunkIndex}.mp4`,
  ...{ timescale: 25, segments: [] },
});

const publishPiece = async (task: ClaimedTask, chunkIndex: number): Promise<void> => {
  const piece = { ...object(task, chunkIndex, 'copied'), contentHash: 'x' };
  await pieceRepository(database).reserveKey(task, piece.key);
  await pieceRepository(database).publish(task, piece);
};

const FAILED: TaskResults['repackage'] = { copied: false, because: {}, nonStandard: ['codecParameters'] };
const failToCopy = async (publishedPieces = 0): Promise<void> => {
  const task = await claim('repackage');
  for (let index = 0; index < publishedPieces; index += 1) await publishPiece(task, index);
  await endings().complete(task, FAILED, {}, async () => undefined);
};

const encode = async (task: ClaimedTask): Promise<void> => {
  const held = task as ClaimedTask<'encode'>;
  const objects = [object(task, task.index - 2)];
  await endings().complete(held, { lostFrames: 0, objects }, {}, async (tx, job) => {
    await publishReplacement(tx, held, objects);
    await markIfPlayable(tx, job);
  });
};

const published = async () => {
  const where = { kind: 'video' as const, jobId: await currentJob() };
  const rows = await database.sql.mediaObject.findMany({ where, orderBy: { chunkIndex: 'asc' } });
  return rows.map(({ key }) => key.split('/').at(-1));
};
const tasksOf = async (kind: 'encode' | 'repackage') =>
  database.sql.task.findMany({ where: { jobId: await currentJob(), kind }, orderBy: { index: 'asc' } });
const currentJob = async () =>
  (await database.sql.video.findUniqueOrThrow({ where: { id: video.videoId } })).currentJobId ?? '';

test('a failed copy adds a task per chunk, in the queue of encodes, and passes its progress on to them', async () => {
  await run('fetch', 'probe');
  const { estimatedCpuSeconds: before } = await database.sql.job.findUniqueOrThrow({
    where: { id: await currentJob() },
  });
  await failToCopy();
  expect((await tasksOf('encode')).map(({ name, index, status, weight }) => [name, index, status, weight])).toEqual([
    ['chunk 0 of 360p', 2, 'queued', 4_001],
    ['chunk 1 of 360p', 3, 'queued', 4_000],
  ]);
  expect(await tasksOf('repackage')).toMatchObject([{ status: 'completed', weight: 0 }]);
  const job = await database.sql.job.findUniqueOrThrow({ where: { id: await currentJob() } });
  expect([job.doneWeight, job.nonStandard]).toEqual([500, ['codecParameters']]);
  expect(job.estimatedCpuSeconds).toBeGreaterThan(before ?? 0);
});

test('without a published piece, each encoded chunk is published at once, and packaging waits for all of them', async () => {
  await run('fetch', 'probe', 'audio');
  await failToCopy();
  await encode(await claim('encode'));
  expect(await published()).toEqual(['encoded-0.mp4']);
  expect((await database.sql.video.findUniqueOrThrow({ where: { id: video.videoId } })).playable).toBe(true);
  await expect(claim('package')).rejects.toThrow('no package task is due');
  await encode(await claim('encode'));
  expect(await published()).toEqual(['encoded-0.mp4', 'encoded-1.mp4']);
  await run('package', 'verify');
  expect(await due()).toEqual([]);
});

test('published pieces of the copy are replaced all at once, whichever chunk is encoded last', async () => {
  await run('fetch', 'probe');
  await failToCopy(1);
  const [first, second] = [await claim('encode'), await claim('encode')];
  await encode(second);
  expect(await published()).toEqual(['copied-0.mp4']);
  await encode(first);
  expect(await published()).toEqual(['encoded-0.mp4', 'encoded-1.mp4']);
  const garbage = await database.sql.garbage.findMany();
  expect(garbage.map(({ prefix }) => prefix.split('/').at(-1))).toEqual(['copied-0.mp4']);
});

test('a chunk that verify sends back replaces only its own object', async () => {
  await run('fetch', 'probe', 'audio');
  await failToCopy(2);
  for (const _ of [0, 1]) await encode(await claim('encode'));
  const packaging = await claim('package');
  const [faulty] = await tasksOf('encode');
  const faultyTaskIds = [faulty?.id as ClaimedTask['id']];
  await endings().fail(packaging, { code: 'OUTPUT_WRONG', retryable: true, attempt: {}, faultyTaskIds });
  const before = await database.sql.mediaObject.findMany({ where: { chunkIndex: 1, kind: 'video' } });
  const again = await claim('encode');
  await encode(again);
  const rows = await database.sql.mediaObject.findMany({ where: { kind: 'video' }, orderBy: { chunkIndex: 'asc' } });
  expect(rows.map(({ key }) => key)).toEqual([object(again, 0).key, before[0]?.key]);
});

test('an attempt whose worker is lost adds no tasks; the next one adds them once', async () => {
  await run('fetch', 'probe');
  const lost = await claim('repackage');
  await database.sql.task.updateMany({ where: { id: lost.id }, data: { leaseExpiresAt: new Date(0) } });
  await endings().abandon(lost.id);
  await database.sql.task.updateMany({ where: { id: lost.id }, data: { availableAt: new Date(0) } });
  await failToCopy();
  await expect(
    endings().complete(lost as ClaimedTask<'repackage'>, FAILED, {}, async () => undefined),
  ).rejects.toMatchObject({
    code: 'CLAIM_LOST',
  });
  expect(await tasksOf('encode')).toHaveLength(2);
});

test('a new job with the same plan reuses the encoded chunks and does not try to copy again', async () => {
  await run('fetch', 'probe', 'audio');
  await failToCopy(1);
  for (const _ of [0, 1]) await encode(await claim('encode'));
  await run('package', 'verify');
  await videoCommands(database).retry(video.actor, video.videoId, RECIPES.stream);
  await run('fetch', 'probe');
  expect((await tasksOf('encode')).map(({ index, status }) => [index, status])).toEqual([
    [2, 'completed'],
    [3, 'completed'],
  ]);
  expect(await tasksOf('repackage')).toMatchObject([{ status: 'completed', weight: 0, epoch: 0 }]);
  await run('package', 'verify');
  expect(await published()).toEqual(['encoded-0.mp4', 'encoded-1.mp4']);
});

test('a job canceled between two chunks leaves the copied pieces, and the next one encodes both chunks', async () => {
  await run('fetch', 'probe');
  await failToCopy(1);
  await encode(await claim('encode'));
  await videoCommands(database).cancel(video.actor, video.videoId);
  await videoCommands(database).retry(video.actor, video.videoId, RECIPES.stream);
  await run('fetch', 'probe');
  expect((await tasksOf('encode')).map(({ status }) => status)).toEqual(['queued', 'queued']);
  expect(await published()).toEqual(['copied-0.mp4']);
  for (const _ of [0, 1]) await encode(await claim('encode'));
  expect(await published()).toEqual(['encoded-0.mp4', 'encoded-1.mp4']);
});
