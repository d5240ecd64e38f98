import { costOf, type OrganizationId, UNPLANNED_CPU_SECONDS, type VideoId } from '@media/core';
import { beforeEach, expect, test } from 'vitest';
import { fakeWorker } from './fake-worker.fixture.js';
import { type DueTask, dispatchRepository, newId, videoCommands, videoRepository } from './index.js';
import { addVideo } from './job.fixture.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();
const { claim, run, due } = fakeWorker(() => database);

beforeEach(async () => {
  await database.sql.dispatchFlow.deleteMany();
  await database.sql.dispatchClass.deleteMany();
});

const add = async (owner: OrganizationId = video.organizationId) => (await addVideo(database, owner)).videoId;
const detailsOf = (id: VideoId) => videoRepository(database).details(video.organizationId, id);
const aheadOf = async (...ids: VideoId[]) => Promise.all(ids.map(async (id) => (await detailsOf(id)).queue?.ahead));
const prioritize = (id: VideoId, priority: 'high' | 'normal' | 'low') =>
  videoCommands(database).update(video.actor, id, { priority });
const videosOf = async (tasks: readonly DueTask[]) => {
  const rows = await database.sql.task.findMany({ where: { id: { in: tasks.map(({ taskId }) => taskId) } } });
  return tasks.map(({ taskId }) => rows.find(({ id }) => id === taskId)?.videoId);
};

test("a waiting video knows how many of its organization's videos the dispatcher chooses before it", async () => {
  const [second, third] = [await add(), await add()];
  await addVideo(database);
  expect(await aheadOf(video.videoId, second, third)).toEqual([0, 1, 2]);
  const mine = (await videosOf(await due())).filter((id) => id === video.videoId || id === second || id === third);
  expect(mine).toEqual([video.videoId, second, third]);
});

test('a video waits again while none of its tasks runs, and not once it has ended', async () => {
  const second = await add();
  const task = await claim('fetch');
  expect(task.videoId).toBe(video.videoId);
  expect(await aheadOf(video.videoId, second)).toEqual([undefined, 0]);
  await fakeWorker(() => database).complete(task);
  expect((await detailsOf(video.videoId)).status).toBe('processing');
  expect(await aheadOf(video.videoId, second)).toEqual([0, 1]);
  await videoCommands(database).cancel(video.actor, video.videoId);
  expect(await aheadOf(video.videoId, second)).toEqual([undefined, 0]);
});

test('a new priority changes the order of tasks that wait already, and of those that are planned later', async () => {
  const second = await add();
  await prioritize(video.videoId, 'low');
  expect(await aheadOf(video.videoId, second)).toEqual([1, 0]);
  expect(await videosOf(await due())).toEqual([second, video.videoId]);
  await prioritize(second, 'low');
  expect(await aheadOf(video.videoId, second)).toEqual([0, 1]);
  await run('fetch', 'probe');
  const asked = await database.sql.task.findMany({
    where: { videoId: video.videoId },
    select: { videoPriority: true },
  });
  expect(new Set(asked.map(({ videoPriority }) => videoPriority))).toEqual(new Set(['low']));
  expect((await detailsOf(video.videoId)).priority).toBe('low');
});

test("a priority above the organization's own is refused and changes nothing, not even the title", async () => {
  const changes = { title: 'b', priority: 'high' } as const;
  await expect(videoCommands(database).update(video.actor, video.videoId, changes)).rejects.toMatchObject({
    code: 'PRIORITY_TOO_HIGH',
    details: { highestPriority: 'normal' },
  });
  expect(await detailsOf(video.videoId)).toMatchObject({ title: 'a', priority: 'normal' });
  await database.sql.organization.update({ where: { id: video.organizationId }, data: { priority: 'high' } });
  await videoCommands(database).update(video.actor, video.videoId, changes);
  expect(await detailsOf(video.videoId)).toMatchObject({ title: 'b', priority: 'high' });
  await database.sql.organization.update({ where: { id: video.organizationId }, data: { priority: 'low' } });
  expect((await detailsOf(video.videoId)).priority).toBe('low');
});

/** Waiting videos, older than all others, each with so many chunks to encode. */
const addOlder = async (count: number, chunks: number): Promise<void> => {
  const { organizationId } = video;
  const older = newId();
  await database.sql.$executeRaw`
    WITH made AS (SELECT gen_random_uuid() AS id, now() - make_interval(hours => 1, secs => place) AS at
      FROM generate_series(1, ${count}::int) AS place),
    video AS (INSERT INTO video (id, organization_id, title, status, source_key, source_etag, source_size_bytes, source_file_name)
      SELECT id, ${organizationId}::uuid, 'v', 'processing', 'k', 'e', 1, 'f' FROM made),
    job AS (INSERT INTO job (id, organization_id, video_id, number, status, recipe_name, recipe, estimated_cpu_seconds)
      SELECT id, ${organizationId}::uuid, id, 1, 'running', 'stream', '{}', ${chunks * 2}::float8 FROM made)
    INSERT INTO task (id, organization_id, video_id, job_id, kind, name, index, status, weight, job_created_at, rank_at,
      estimated_cpu_seconds)
    SELECT gen_random_uuid(), ${organizationId}::uuid, id, id, 'encode', ${older}, chunk, 'queued', 1, at,
      CASE WHEN chunk = 0 THEN at - interval '1 day' ELSE at END, 2
    FROM made, generate_series(0, ${chunks - 1}::int) AS chunk`;
};

const encodeOnly = async (): Promise<void> => {
  await run('fetch', 'probe', 'audio');
  await database.sql.task.updateMany({
    where: { videoId: video.videoId, kind: 'encode', index: 0 },
    data: { status: 'completed' },
  });
};

test('long videos count once each, however many chunks they have, and their cost is estimated', async () => {
  await encodeOnly();
  await addOlder(4, 600);
  // 2,400 chunks of 2 CPU seconds, of which the first 1,000 are read.
  expect((await detailsOf(video.videoId)).queue).toEqual({
    ahead: 4,
    estimatedStartSeconds: expect.closeTo(4_800, -1),
  });
});

test('at most 1,000 videos are counted', async () => {
  await encodeOnly();
  await addOlder(1_200, 1);
  expect(await aheadOf(video.videoId)).toEqual([1_000]);
});

test('videos of a higher priority are counted, too', async () => {
  await encodeOnly();
  await addOlder(700, 1);
  await prioritize(video.videoId, 'low');
  expect(await aheadOf(video.videoId)).toEqual([700]);
});

test('the start is estimated from the work before a video and the share of its organization in what the queue delivers', async () => {
  const mine = await Promise.all(Array.from({ length: 12 }, () => add()));
  expect((await detailsOf(video.videoId)).queue).toEqual({ ahead: 0, estimatedStartSeconds: 0 });
  // Nothing is measured yet: one CPU second per second, for 12 tasks that cost the least each.
  const cost = costOf({ estimatedCpuSeconds: UNPLANNED_CPU_SECONDS });
  const inOrder = async () => {
    const all = await Promise.all([video.videoId, ...mine].map(detailsOf));
    return all.map(({ queue }) => queue?.estimatedStartSeconds).toSorted((a = 0, b = 0) => a - b);
  };
  expect(await inOrder()).toEqual(Array.from({ length: 13 }, (_, place) => Math.round(place * cost)));

  const other = await addVideo(database);
  await database.sql.organization.update({ where: { id: other.organizationId }, data: { weight: 2 } });
  const dispatch = dispatchRepository(database);
  await dispatch.due(64);
  expect(await inOrder()).toEqual(Array.from({ length: 13 }, (_, place) => Math.round(3 * place * cost)));

  // 50 CPU seconds in 10 s.
  const where = { queue: 'io' };
  const sampledAt = new Date(Date.now() - 10_000);
  await database.sql.dispatchClass.updateMany({ where, data: { charged: { increment: 50 }, sampledAt } });
  await dispatch.due(64);
  const { cpuPerSecond } = await database.sql.dispatchClass.findFirstOrThrow({ where });
  expect(cpuPerSecond).toBeGreaterThan(4);
  expect(cpuPerSecond).toBeLessThan(6);
  expect((await inOrder()).at(-1)).toBe(Math.round((12 * 3 * cost) / cpuPerSecond));

  // For a minute, 0.5 CPU seconds per second, which is less than running tasks suggest.
  await database.sql.dispatchClass.updateMany({ where, data: { cpuPerSecond: 0.5, measuredSeconds: 60 } });
  expect((await inOrder()).at(-1)).toBe(Math.round((12 * 3 * cost) / 0.5));
});

test('a queue in which nothing waits keeps its average, and one that was idle is not averaged over that time', async () => {
  const dispatch = dispatchRepository(database);
  await dispatch.due(64);
  const where = { queue: 'io' };
  const measure = async (secondsAgo: number) => {
    const sampledAt = new Date(Date.now() - secondsAgo * 1_000);
    await database.sql.dispatchClass.updateMany({ where, data: { sampledAt, cpuPerSecond: 8 } });
    await dispatch.due(64);
    return (await database.sql.dispatchClass.findFirstOrThrow({ where })).cpuPerSecond;
  };
  expect(await measure(10)).toBeLessThan(8);
  expect(await measure(3_600)).toBe(8);
  await videoCommands(database).cancel(video.actor, video.videoId);
  await dispatch.due(64, new Set());
  await dispatch.due(64);
  expect(await database.sql.dispatchClass.findFirstOrThrow({ where })).toMatchObject({ waitingWeight: 0 });
  expect(await measure(10)).toBe(8);
});
