import { randomUUID } from 'node:crypto';
import { applyMigrations } from '@media/database';
import { withConnection, withDatabaseName } from '@media/local-services';
import type pg from 'pg';
import { postgresUrl, runDir } from './infrastructure.ts';

export type TestDatabase = { databaseUrl: string; drop(): Promise<void> };

/** An arbitrary advisory lock key, not used elsewhere. */
const TEMPLATE_LOCK = 7_316_001;

/** Contains the run's folder name, because several runs can share the server in TEST_DATABASE_URL. */
const templateName = (): string => `template_${runDir().split('-').at(-1)?.toLowerCase()}`;

/** Migrates the template once per run. It is renamed only when complete, so a killed test leaves no partial template. */
const ensureTemplate = async (admin: pg.Client, adminUrl: string): Promise<string> => {
  const name = templateName();
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount) return name;
    const unfinished = `${name}_${randomUUID().slice(0, 8)}`;
    await admin.query(`CREATE DATABASE "${unfinished}"`);
    await applyMigrations(withDatabaseName(adminUrl, unfinished));
    await admin.query(`ALTER DATABASE "${unfinished}" RENAME TO "${name}"`);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
};

/** Creates a migrated, empty database for one test file. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const adminUrl = postgresUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withConnection(adminUrl, async (admin) => {
    const template = await ensureTemplate(admin, adminUrl);
    // FILE_COPY is the faster strategy for a small template.
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`);
  });
  return {
    databaseUrl: withDatabaseName(adminUrl, name),
    drop: () =>
      withConnection(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      }),
  };
};
