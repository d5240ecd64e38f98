import { TASKS } from '@media/core';
import { expect, test } from 'vitest';
import { dispatchRepository, newId } from './index.js';
import { addVideo } from './job.fixture.js';
import { useSeparateConnections } from './use-separate-connections.fixture.js';

const FINISHED = 3_000;

const using = useSeparateConnections();

const tasksRead = () =>
  using(async ({ sql }) => {
    const [row] = await sql.$queryRaw<{ read: number }[]>`
      SELECT (seq_tup_read + idx_tup_fetch)::float8 AS read FROM pg_stat_user_tables WHERE relname = 'task'`;
    return row?.read ?? 0;
  });

test('finding due tasks does not read ended tasks', async () => {
  await using(async (database) => {
    await addVideo(database);
    await database.sql.$executeRaw`
      INSERT INTO task (id, organization_id, video_id, job_id, kind, name, index, status, weight, job_created_at)
      SELECT gen_random_uuid(), organization_id, video_id, job_id, kind, name, place, 'completed', weight, job_created_at
      FROM task, generate_series(1, ${FINISHED}::int) AS place WHERE kind = 'fetch'`;
    await database.sql.$executeRaw`ANALYZE task`;
  });
  const before = await tasksRead();
  expect(await using((database) => dispatchRepository(database).due(100))).toHaveLength(1);
  await expect.poll(tasksRead).toBeGreaterThan(before);
  expect((await tasksRead()) - before).toBeLessThan(100);
});

test('tasks that wait for their next attempt block no ready task; when their time comes, they keep their rank', async () => {
  await using(async (database) => {
    const { videoId } = await addVideo(database);
    await database.sql.$executeRaw`DELETE FROM task WHERE video_id <> ${videoId}::uuid`;
    await database.sql.$executeRaw`
      INSERT INTO task (id, organization_id, video_id, job_id, kind, name, index, status, weight, job_created_at, rank_at, available_at)
      SELECT gen_random_uuid(), organization_id, video_id, job_id, 'verify', 'delayed ' || place, place, 'retrying', weight,
        job_created_at, rank_at + (place - 50) * interval '1 second', now() + place * interval '1 minute'
      FROM task, generate_series(20, 100) AS place WHERE kind = 'fetch'`;
    const dispatch = dispatchRepository(database);
    const names = async () => {
      const due = await dispatch.due(100);
      const rows = await database.sql.task.findMany({ where: { videoId } });
      return due.map(({ taskId }) => rows.find(({ id }) => id === taskId)?.name);
    };
    expect(await names()).toEqual(['fetch']);
    expect(await dispatch.untilNext()).toBeGreaterThan(19 * 60_000);
    const past = new Date(0);
    const some = { name: { in: ['delayed 20', 'delayed 90'] } };
    await database.sql.task.updateMany({ where: some, data: { availableAt: past } });
    expect(await names()).toEqual(['delayed 20', 'fetch', 'delayed 90']);
    await database.sql.task.deleteMany({ where: { kind: 'verify' } });
    expect(await dispatch.untilNext()).toBeUndefined();
  });
});

test('only tasks that can run are due', async () => {
  await using(async (database) => {
    await database.sql.task.deleteMany();
    const { videoId } = await addVideo(database);
    const { result: _, ...row } = await database.sql.task.findFirstOrThrow({ where: { videoId, kind: 'fetch' } });
    const inStatus = TASKS.statuses.map((status, index) => ({
      ...{ ...row, status, index: index + 1, id: newId(), availableAt: new Date(0) },
    }));
    await database.sql.task.deleteMany({ where: { videoId } });
    await database.sql.task.createMany({ data: inStatus });
    const claimable = inStatus.filter(({ status }) => TASKS.allowing('claimed').includes(status));
    const due = await dispatchRepository(database).due(100);
    expect(due.map(({ taskId }) => taskId)).toEqual(claimable.map(({ id }) => id));
  });
});
