import { createTestDatabase } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from './index.js';
import { addVideo } from './job.fixture.js';

let server: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
beforeAll(async () => {
  server = await createTestDatabase();
  // One connection, because prepared statements belong to a connection.
  database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 1, onEvents: () => undefined });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

const preparedUses = async (text: string): Promise<number> => {
  const [row] = await database.sql.$queryRaw<{ uses: number }[]>`
    SELECT COALESCE(sum(generic_plans + custom_plans), 0)::int AS uses FROM pg_prepared_statements
    WHERE position(${text} IN statement) > 0 AND position('pg_prepared_statements' IN statement) = 0`;
  return row?.uses ?? 0;
};

test('a repeated statement is prepared, and stays correct when a column is added to its table', async () => {
  const { organizationId, videoId } = await addVideo(database);
  const read = () =>
    database.sql.$queryRaw`SELECT title, ${organizationId} AS marker FROM video WHERE id = ${videoId}::uuid`;
  for (let count = 0; count < 10; count += 1) await read();
  expect(await preparedUses('AS marker FROM video')).toBe(8);
  await database.sql.$executeRawUnsafe(`ALTER TABLE video ADD COLUMN added text NOT NULL DEFAULT 'new'`);
  expect(await read()).toEqual([{ title: expect.any(String), marker: organizationId }]);
  expect(await database.sql.video.findUnique({ where: { id: videoId } })).toMatchObject({ id: videoId });
  expect(await preparedUses('AS marker FROM video')).toBe(9);
});
