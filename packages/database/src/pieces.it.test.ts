import { REPLACED_OUTPUT_RETENTION_MS } from '@media/core';
import { expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { garbageRepository, undiscard } from './garbage.js';
import {
  addMediaObjects,
  type ClaimedTask,
  type Database,
  type PieceRow,
  pieceRepository,
  type Transaction,
  taskEndings,
  trimPieces,
  videoCommands,
  videoRepository,
} from './index.js';
import { PLAN } from './job.fixture.js';
import { invalidatePieces } from './pieces.js';
import { useTestVideo } from './use-test-video.fixture.js';

const FAILURE = { code: 'ENCODER_CRASHED', retryable: true, attempt: {} } as const;
const TWO_TRACKS = {
  ...PLAN,
  audios: [0, 1].flatMap((index) => PLAN.audios.map((track) => ({ ...track, index, name: `a${index}` }))),
  weights: { ...PLAN.weights, audios: [500, 500] },
};

const { database, video } = useTestVideo();

const { claim, run } = fakeWorker(() => database, TWO_TRACKS);
const pieces = () => pieceRepository(database);
const isPlayable = async () => (await videoRepository(database).get(video.organizationId, video.videoId)).playable;
const named = async () => (await database.sql.mediaObject.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key);
const garbage = async () => (await database.sql.garbage.findMany()).map(({ prefix }) => prefix).sort();

const piece = (task: ClaimedTask, chunkIndex: number, contentHash = `hash ${chunkIndex}`): PieceRow => ({
  ...{ kind: 'audio', trackIndex: task.index, chunkIndex, key: `a${task.index}-${task.epoch}-${chunkIndex}` },
  ...{ sizeBytes: 10, initSize: 1, initHash: 'h', codecs: 'mp4a.40.2', timescale: 48_000, segments: [], contentHash },
});
const publish = async (task: ClaimedTask, row: PieceRow): Promise<boolean> => {
  await pieces().reserveKey(task, row.key);
  return pieces().publish(task, row);
};
/** Abandons an attempt, and claims the task again. */
const tryAgain = async (task: ClaimedTask): Promise<ClaimedTask> => {
  await taskEndings(database).fail(task, FAILURE);
  await database.sql.task.updateMany({ data: { availableAt: new Date(0) } });
  return claim('audio');
};

test('a video is playable once every audio track has its first piece, while their tasks are still running', async () => {
  await run('fetch', 'probe', 'encode');
  const [first, second] = [await claim('audio'), await claim('audio')];
  await publish(first, piece(first, 0));
  await publish(first, piece(first, 1));
  expect(await isPlayable()).toBe(false);
  await publish(second, piece(second, 0));
  expect(await isPlayable()).toBe(true);
});

test('a piece with a reserved key that is never published is garbage; a published one is not', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  await publish(task, piece(task, 0));
  await pieces().reserveKey(task, piece(task, 1).key);
  expect(await named()).toEqual([piece(task, 0).key]);
  expect(await garbage()).toEqual([piece(task, 1).key]);
});

test('a piece that may have been deleted is not published, and publishing one again is allowed', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  expect(await pieces().publish(task, piece(task, 0))).toBe(false);
  expect(await named()).toEqual([]);
  expect(await publish(task, piece(task, 0))).toBe(true);
  expect(await pieces().publish(task, piece(task, 0))).toBe(true);
  expect(await named()).toEqual([piece(task, 0).key]);
});

/** Expires the reservation. */
const makeDue = () => database.sql.garbage.updateMany({ data: { notBefore: new Date(0) } });
const sweep = async () => (await garbageRepository(database).take(10, 60_000)).map(({ prefix }) => prefix);

test('a piece taken by a sweeper is not published, although its garbage row still exists', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  const row = piece(task, 0);
  await pieces().reserveKey(task, row.key);
  await makeDue();
  expect(await sweep()).toEqual([row.key]);
  expect(await garbage()).toEqual([row.key]);
  expect(await pieces().publish(task, row)).toBe(false);
  await pieces().reserveKey(task, row.key);
  expect(await pieces().publish(task, row)).toBe(false);
  expect(await named()).toEqual([]);
});

/** Runs `first` in a transaction that stays open until `meanwhile` has started. */
const overtaking = async <T>(first: (tx: Transaction) => Promise<unknown>, meanwhile: () => Promise<T>): Promise<T> => {
  let second: Promise<T> | undefined;
  await database.transaction(async (tx) => {
    await first(tx);
    second = meanwhile();
    // Until it has ended, or waits for our lock.
    const isSettled = await Promise.race([second.then(() => true), waitsForLock()]);
    expect(isSettled).toBe(true);
  });
  return second as Promise<T>;
};
const waitsForLock = async (): Promise<boolean> => {
  await expect.poll(async () => database.sql.$queryRaw`SELECT 1 FROM pg_locks WHERE NOT granted`).not.toEqual([]);
  return true;
};

test('a piece that is being published is not taken by a concurrent sweep', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  const row = piece(task, 0);
  await pieces().reserveKey(task, row.key);
  await makeDue();
  const taken = await overtaking(async (tx) => expect(await undiscard(tx, row.key)).toBe(true), sweep);
  expect(taken).toEqual([]);
  expect(await garbage()).toEqual([]);
});

test('a piece that is being taken by a sweep is not published concurrently', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  const row = piece(task, 0);
  await pieces().reserveKey(task, row.key);
  await makeDue();
  const sweepIn = async (tx: Transaction) => {
    const sweeping = garbageRepository({ ...database, sql: tx.sql as Database['sql'] });
    expect((await sweeping.take(10, 60_000)).map(({ prefix }) => prefix)).toEqual([row.key]);
  };
  expect(await overtaking(sweepIn, () => pieces().publish(task, row))).toBe(false);
  expect(await named()).toEqual([]);
  expect(await garbage()).toEqual([row.key]);
});

test('a worker that has lost its claim can neither reserve a key nor publish', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  const row = piece(task, 0);
  await pieces().reserveKey(task, row.key);
  const next = await tryAgain(task);
  await expect(pieces().publish(task, row)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  await expect(pieces().reserveKey(task, 'another')).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  await videoCommands(database).cancel(video.actor, video.videoId);
  await expect(pieces().reserveKey(next, 'another')).rejects.toMatchObject({ code: 'CLAIM_LOST' });
  expect(await named()).toEqual([]);
  expect(await garbage()).toContain(row.key);
});

test('published pieces outlive their attempt, and the next one recognizes them by their hash', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  await publish(task, piece(task, 0));
  const next = await tryAgain(task);
  expect(await named()).toEqual([piece(task, 0).key]);
  for (const prefix of await garbage()) expect(piece(task, 0).key.startsWith(prefix)).toBe(false);
  const place = { kind: 'audio', trackIndex: task.index, chunkIndex: 0 };
  expect(await pieces().ofTask(next.id)).toEqual([{ ...place, contentHash: 'hash 0' }]);
  await database.transaction((tx) => invalidatePieces(tx, [next.id]));
  expect(await pieces().ofTask(next.id)).toEqual([]);
  expect(await named()).toEqual([piece(task, 0).key]);
});

test('a replaced piece is discarded, but only after players have had time to finish', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  for (const index of [0, 1, 2]) await publish(task, piece(task, index));
  const next = await tryAgain(task);
  await database.sql.garbage.deleteMany();
  await publish(next, piece(next, 1, 'other bytes'));
  expect(await named()).toEqual([piece(task, 0).key, piece(task, 2).key, piece(next, 1).key].sort());
  await database.transaction((tx) => trimPieces(tx, next.id, { kind: 'audio', trackIndex: next.index }, 2));
  expect(await named()).toEqual([piece(task, 0).key, piece(next, 1).key].sort());
  expect(await garbage()).toEqual([piece(task, 1).key, piece(task, 2).key]);
  const { _min } = await database.sql.garbage.aggregate({ _min: { notBefore: true } });
  expect((_min.notBefore?.getTime() ?? 0) - Date.now()).toBeGreaterThan(REPLACED_OUTPUT_RETENTION_MS - 60_000);
});

test('an attempt that publishes differently discards the pieces of an earlier one', async () => {
  await run('fetch', 'probe');
  const task = await claim('audio');
  await publish(task, piece(task, 0));
  const next = await tryAgain(task);
  await database.sql.garbage.deleteMany();
  const { contentHash, ...whole } = piece(next, 0);
  await database.transaction((tx) => addMediaObjects(tx, next, [whole]));
  expect(await named()).toEqual([whole.key]);
  expect(await garbage()).toEqual([piece(task, 0).key]);
});
