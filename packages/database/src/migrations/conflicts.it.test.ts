import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { applyMigrations } from './apply-migrations.js';
import { migrationFolder } from './migration-folder.fixture.js';

let server: TestDatabase;
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(() => server.drop());

let client: Client;
beforeEach(async () => {
  client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  // A sequence isn't rolled back, so it counts attempts.
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE SEQUENCE attempts');
});

/** Fails this many times, like a transaction aborted by PostgreSQL. */
const failing = (times: number, condition: string): string =>
  `DO $$ BEGIN IF nextval('attempts') <= ${times} THEN RAISE ${condition}; END IF; END $$;\n`;
const apply = async (migrations: Record<string, string>) =>
  applyMigrations(server.databaseUrl, await migrationFolder(migrations));
const attempts = async (): Promise<number> => {
  const { rows } = await client.query<{ attempts: string }>('SELECT last_value AS attempts FROM attempts');
  return Number(rows[0]?.attempts);
};
const TABLE = 'CREATE TABLE letter (id INT);\n';

test.each([
  ['in a transaction', `${TABLE}${failing(2, 'deadlock_detected')}`],
  [
    'outside one',
    `-- no-transaction\n${failing(2, 'deadlock_detected')}\nCREATE TABLE IF NOT EXISTS letter (id INT);\n`,
  ],
])('a migration %s that was aborted by a deadlock is retried', async (_, sql) => {
  expect(await apply({ '1': sql })).toEqual(['1']);
  expect(await attempts()).toBe(3);
  const { rows } = await client.query('SELECT finished_at IS NOT NULL AS finished FROM _prisma_migrations');
  expect(rows).toEqual([{ finished: true }]);
  await client.query('SELECT id FROM letter');
});

test('other failures, and repeated deadlocks, are thrown', async () => {
  await expect(apply({ '1': failing(1, 'division_by_zero') })).rejects.toMatchObject({ code: '22012' });
  expect(await attempts()).toBe(1);
  await expect(apply({ '1': failing(1_000, 'deadlock_detected') })).rejects.toMatchObject({ code: '40P01' });
});
