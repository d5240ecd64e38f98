import { readFile } from 'node:fs/promises';
import { createTestDatabase, postgresUrl, type TestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyMigrations } from './apply-migrations.js';
import { schemaSql } from './schema-sql.js';

let migrated: TestDatabase;
let described: TestDatabase;

beforeAll(async () => {
  [migrated, described] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([migrated.drop(), described.drop()]);
});

const run = async <T extends object>(databaseUrl: string, sql: string): Promise<T[]> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const result = await client.query<T>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
};

const CATALOG = `
  SELECT 'column' AS what, table_name AS on_table, column_name AS name,
         concat_ws(' ', udt_name, is_nullable, column_default, datetime_precision) AS detail
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
  WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text <> '_prisma_migrations'
  UNION ALL SELECT 'enum', t.typname, e.enumlabel, e.enumsortorder::text FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
  ORDER BY 1, 2, 3, 4`;

test('the migrations produce exactly schema.prisma and indexes.sql', async () => {
  const indexes = await readFile(new URL('../../prisma/indexes.sql', import.meta.url), 'utf8');
  await run(described.databaseUrl, `DROP SCHEMA public CASCADE;\n${await schemaSql(postgresUrl())}\n${indexes}`);
  const [made, wanted] = await Promise.all([migrated, described].map(({ databaseUrl }) => run(databaseUrl, CATALOG)));
  expect(made?.length).toBeGreaterThan(100);
  expect(made).toEqual(wanted);
});

test('applied migrations are not applied again', async () => {
  expect(await applyMigrations(migrated.databaseUrl)).toEqual([]);
});

test('concurrent migrations are applied once', async () => {
  const empty = await createTestDatabase();
  await run(empty.databaseUrl, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const applied = await Promise.all([applyMigrations(empty.databaseUrl), applyMigrations(empty.databaseUrl)]);
  const [none, all] = applied.toSorted((a, b) => a.length - b.length);
  expect(none).toEqual([]);
  expect(all?.[0]).toBe('20261124000000_init');
  const rows = await run(empty.databaseUrl, 'SELECT 1 FROM _prisma_migrations WHERE finished_at IS NOT NULL');
  expect(rows).toHaveLength(all?.length ?? 0);
  await empty.drop();
});

test('a migration edited after it was applied is rejected', async () => {
  const edited = await createTestDatabase();
  await run(edited.databaseUrl, `UPDATE _prisma_migrations SET checksum = 'another'`);
  await expect(applyMigrations(edited.databaseUrl)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await edited.drop();
});

const UNINDEXED_REFERENCES = `
  SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) AS reference FROM pg_constraint
  WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT 1 FROM pg_index WHERE indrelid = conrelid AND (indkey::smallint[])[0:cardinality(conkey) - 1] = conkey)`;

test('every foreign key has an index, so that deletions scan no whole table', async () => {
  expect(await run(migrated.databaseUrl, UNINDEXED_REFERENCES)).toEqual([]);
});
