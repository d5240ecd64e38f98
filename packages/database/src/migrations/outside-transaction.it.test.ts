import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyMigrations } from './apply-migrations.js';
import { migrationFolder } from './migration-folder.fixture.js';

const TABLE = 'CREATE TABLE letter (id INT, word TEXT);\n';
const INDEXES = `-- no-transaction
-- Words are looked up.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "letter_id_key"
  ON letter (id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS "letter_word_idx" ON letter (word) WHERE word <> ';';
`;

let server: TestDatabase;
let client: Client;
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(() => server.drop());
beforeEach(async () => {
  client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterEach(() => client.end());

const apply = async (migrations: Record<string, string>) =>
  applyMigrations(server.databaseUrl, await migrationFolder(migrations));
const indexes = async (): Promise<Record<string, boolean>> => {
  const { rows } = await client.query<{ name: string; valid: boolean }>(
    `SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indrelid = 'letter'::regclass`,
  );
  return Object.fromEntries(rows.map(({ name, valid }) => [name, valid]));
};
const finished = async (): Promise<Record<string, number | null>> => {
  const { rows } = await client.query<{ name: string; steps: number | null }>(
    `SELECT migration_name AS name, CASE WHEN finished_at IS NOT NULL THEN applied_steps_count END AS steps
     FROM _prisma_migrations`,
  );
  return Object.fromEntries(rows.map(({ name, steps }) => [name, steps]));
};
const VALID = { letter_id_key: true, letter_word_idx: true };

test('a migration outside a transaction builds indexes concurrently, once', async () => {
  expect(await apply({ '1': TABLE, '2': INDEXES })).toEqual(['1', '2']);
  expect(await indexes()).toEqual(VALID);
  expect(await finished()).toEqual({ '1': 1, '2': 2 });
  expect(await apply({ '1': TABLE, '2': INDEXES })).toEqual([]);
});

test('a failed migration is run again, and rebuilds the invalid index it left', async () => {
  await apply({ '1': TABLE });
  await client.query('INSERT INTO letter VALUES (1), (1)');
  await expect(apply({ '1': TABLE, '2': INDEXES })).rejects.toThrow('could not create unique index');
  expect(await indexes()).toEqual({ letter_id_key: false });
  expect(await finished()).toEqual({ '1': 1, '2': null });
  await client.query('DELETE FROM letter');
  expect(await apply({ '1': TABLE, '2': INDEXES })).toEqual(['2']);
  expect(await indexes()).toEqual(VALID);
  expect(await finished()).toEqual({ '1': 1, '2': 2 });
});

/** An open transaction that CREATE INDEX CONCURRENTLY has to wait for. */
const holdUp = async (): Promise<{ release(): Promise<void> }> => {
  const holder = new Client({ connectionString: server.databaseUrl });
  await holder.connect();
  await holder.query('BEGIN; INSERT INTO letter VALUES (7)');
  return {
    release: async () => {
      await holder.query('COMMIT');
      await holder.end();
    },
  };
};
const building = async (): Promise<number | undefined> => {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'
       AND query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%'`,
  );
  return rows[0]?.pid;
};

test('a killed migration is completed by the next run', async () => {
  await apply({ '1': TABLE });
  const holder = await holdUp();
  const killed = apply({ '1': TABLE, '2': INDEXES });
  const failure = killed.catch((error: unknown) => error);
  await expect.poll(building).toBeDefined();
  await client.query('SELECT pg_terminate_backend($1)', [await building()]);
  expect(await failure).toBeInstanceOf(Error);
  await holder.release();
  expect(await indexes()).toEqual({ letter_id_key: false });
  expect(await apply({ '1': TABLE, '2': INDEXES })).toEqual(['2']);
  expect(await indexes()).toEqual(VALID);
});

test('a waiting process does not block the one that builds an index', async () => {
  await apply({ '1': TABLE });
  const holder = await holdUp();
  const first = apply({ '1': TABLE, '2': INDEXES });
  await expect.poll(building).toBeDefined();
  const second = apply({ '1': TABLE, '2': INDEXES });
  const waiting = async () => {
    const { rows } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%advisory_lock%' AND pid <> pg_backend_pid()`,
    );
    return rows.length;
  };
  await expect.poll(waiting).toBe(1);
  await holder.release();
  expect(await Promise.all([first, second])).toEqual([['2'], []]);
  expect(await indexes()).toEqual(VALID);
});

test('a transactional migration left unfinished by another tool is rejected', async () => {
  await apply({ '1': TABLE });
  await client.query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(apply({ '1': TABLE })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
