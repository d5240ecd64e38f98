import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, dispatchRepository, openDatabase } from './index.js';
import { addVideo } from './job.fixture.js';

const FINISHED = 3_000;

let server: TestDatabase;
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(() => server.drop());

/** Does something on connections of its own, which report what they read when they close. */
const using = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
  const { databaseUrl } = server;
  const database = openDatabase({ databaseUrl, maxConnections: 1, onMilestones: () => undefined });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

const tasksRead = () =>
  using(async ({ sql }) => {
    const [row] = await sql.$queryRaw<{ read: number }[]>`
      SELECT (seq_tup_read + idx_tup_fetch)::float8 AS read FROM pg_stat_user_tables WHERE relname = 'task'`;
    return row?.read ?? 0;
  });

test('finding what is due does not read the tasks that have ended', async () => {
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
