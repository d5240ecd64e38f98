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

test('tasks waiting for a retry block no ready task, and the earliest of them come last', async () => {
  await using(async (database) => {
    const { videoId } = await addVideo(database);
    await database.sql.$executeRaw`DELETE FROM task WHERE video_id <> ${videoId}::uuid`;
    await database.sql.$executeRaw`
      INSERT INTO task (id, organization_id, video_id, job_id, kind, name, index, status, weight, job_created_at, available_at)
      SELECT gen_random_uuid(), organization_id, video_id, job_id, 'verify', 'delayed ' || place, place, 'retrying', weight,
        job_created_at - interval '1 day', now() + place * interval '1 second'
      FROM task, generate_series(20, 100) AS place WHERE kind = 'fetch'`;
    const [first, ...delayed] = await dispatchRepository(database).due(4);
    const nameOf = async (taskId = '') => (await database.sql.task.findUniqueOrThrow({ where: { id: taskId } })).name;
    expect(await nameOf(first?.taskId)).toBe('fetch');
    expect(first?.delayMs).toBe(0);
    expect(await Promise.all(delayed.map(({ taskId }) => nameOf(taskId)))).toEqual(
      Array.from({ length: 16 }, (_, index) => `delayed ${20 + index}`),
    );
    for (const { delayMs } of delayed) expect(delayMs).toBeGreaterThan(0);
  });
});

test('a due retry is ordered among the ready tasks by priority and age, and only claimable tasks are due', async () => {
  await using(async (database) => {
    await database.sql.task.deleteMany();
    const { videoId } = await addVideo(database);
    const task = await database.sql.task.findFirstOrThrow({ where: { videoId, kind: 'fetch' } });
    const { result: _, ...row } = task;
    const at = new Date(0);
    const made = TASKS.statuses.map((status, index) => ({
      ...row,
      status,
      index: index + 1,
      id: newId(),
      availableAt: at,
    }));
    await database.sql.task.deleteMany({ where: { videoId } });
    await database.sql.task.createMany({ data: made });
    const urgent = {
      ...row,
      kind: 'verify' as const,
      index: 9,
      id: newId(),
      status: 'retrying' as const,
      availableAt: at,
    };
    await database.sql.task.create({ data: { ...urgent, priority: -1 } });
    const claimable = made.filter(({ status }) => TASKS.allowing('claimed').includes(status));
    const due = await dispatchRepository(database).due(100);
    expect(due.map(({ taskId }) => taskId)).toEqual([urgent.id, ...claimable.map(({ id }) => id)]);
    expect((await dispatchRepository(database).due(2)).map(({ taskId }) => taskId)).toEqual([
      urgent.id,
      claimable[0]?.id,
    ]);
  });
});
