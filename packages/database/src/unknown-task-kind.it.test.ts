import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, jobRepository, openDatabase } from './index.js';
import { addVideo } from './job.fixture.js';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 2, onEvents: () => undefined });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

test('a job lists its tasks without those of kinds added by a later release', async () => {
  const { organizationId, videoId } = await addVideo(database);
  await database.sql.$executeRaw`ALTER TYPE task_kind ADD VALUE 'subtitles'`;
  await database.sql.$executeRaw`UPDATE task SET kind = 'subtitles' WHERE kind = 'probe'`;
  // Why queries must filter by known kinds.
  await expect(database.sql.task.findMany({ where: { videoId } })).rejects.toThrow('subtitles');

  const { jobs } = await jobRepository(database).ofVideo(organizationId, videoId);
  expect(jobs.map(({ tasks }) => tasks.map(({ kind }) => kind))).toEqual([['fetch']]);
});
