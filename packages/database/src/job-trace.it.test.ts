import { type JobId, PLAN_VERSION, RECIPES, storageKeys } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import {
  claimRepository,
  createVideo,
  type Database,
  dispatchRepository,
  FLEET,
  type Fleet,
  newId,
  orphanRepository,
  taskEndings,
  videoCommands,
} from './index.js';
import { addVideo } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';

const traceOf = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
const [MADE, ASKED_AGAIN] = [traceOf('a'), traceOf('b')];
const OLDER: Fleet = { ...FLEET, planVersion: PLAN_VERSION - 1 };

let database: Database;
let video: Awaited<ReturnType<typeof addTraced>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.video.deleteMany();
  video = await addTraced();
});

/** A video whose job was created by a request with a trace. */
const addTraced = async () => {
  const { organizationId, actor } = await addVideo(database);
  await database.sql.video.deleteMany();
  const id = newId<'VideoId'>();
  const source = { key: storageKeys.source(id), etag: '"e"', sizeBytes: 1, fileName: 'a.mp4' };
  const made = { id, organizationId, title: 'a', metadata: {}, source, traceparent: MADE };
  await database.transaction((tx) => createVideo(tx, actor, made, RECIPES.stream));
  return { actor, videoId: id };
};
const due = () => dispatchRepository(database).due(10);
const traces = async () => {
  const jobs = await database.sql.job.findMany({ where: { videoId: video.videoId }, orderBy: { number: 'asc' } });
  return jobs.map(({ traceparent }) => traceparent);
};

test("due tasks carry their job's trace, also for another attempt, and none if the job has none", async () => {
  expect(await due()).toMatchObject([{ traceparent: MADE }]);
  const past = new Date(0);
  await database.sql.task.updateMany({ where: { kind: 'fetch' }, data: { status: 'retrying', availableAt: past } });
  expect(await due()).toMatchObject([{ traceparent: MADE }]);
  await database.sql.job.updateMany({ data: { traceparent: null } });
  const [task] = await due();
  expect(task).not.toHaveProperty('traceparent');
});

test('a resumed or restarted job gets the trace of the request', async () => {
  const { actor, videoId } = video;
  const commands = videoCommands(database);
  await commands.cancel(actor, videoId);
  await commands.retry(actor, videoId, undefined, ASKED_AGAIN);
  expect(await traces()).toEqual([ASKED_AGAIN]);
  await commands.cancel(actor, videoId);
  await commands.retry(actor, videoId, RECIPES.audio, MADE);
  expect(await traces()).toEqual([ASKED_AGAIN, MADE]);
});

test('an attempt keeps its trace, and the next one of the task gets it', async () => {
  const { claim } = claimRepository(database);
  const [queued] = await due();
  if (!queued) throw new Error('no task is due');
  const first = await claim({ ...queued, traceparent: traceOf('c') }, 'worker-1', 20_000);
  expect(first).toMatchObject({ earlierTraceparent: null });
  if (!first) throw new Error('the task was not claimed');
  await taskEndings(database).release(first, {});
  const [again] = await due();
  expect(again).toMatchObject({ taskId: queued.taskId, traceparent: MADE });
  const second = await claim(
    { taskId: queued.taskId, epoch: first.epoch, traceparent: traceOf('d') },
    'worker-1',
    20_000,
  );
  expect(second).toMatchObject({ earlierTraceparent: traceOf('c') });
  const attempts = await database.sql.attempt.findMany({ orderBy: { epoch: 'asc' } });
  expect(attempts.map(({ traceparent }) => traceparent)).toEqual([traceOf('c'), traceOf('d')]);
});

test('the replacement of an orphaned job keeps its trace', async () => {
  await fakeWorker(() => database, undefined, undefined, OLDER).run('fetch');
  const [job] = await database.sql.job.findMany();
  await orphanRepository(database).replace(job?.id as JobId);
  expect(await traces()).toEqual([MADE, MADE]);
});
