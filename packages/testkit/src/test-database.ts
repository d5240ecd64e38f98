import { randomUUID } from 'node:crypto';
import { applyMigrations } from '@media/database';
import { withConnection, withDatabaseName } from '@media/local-services';
import type pg from 'pg';
import { postgresUrl, runDir } from './infrastructure.ts';

export type TestDatabase = { databaseUrl: string; drop(): Promise<void> };

/** Any number that nothing else locks on this server. */
const TEMPLATE_LOCK = 7_316_001;

/** Named by this run's folder: a server given by TEST_DATABASE_URL may serve several runs. */
const templateName = (): string => `template_${runDir().split('-').at(-1)?.toLowerCase()}`;

/** Migrates the template once per run. It gets its name only when whole, so a test that was killed leaves no half. */
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

/** A migrated, empty database of one test file's own. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const adminUrl = postgresUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withConnection(adminUrl, async (admin) => {
    const template = await ensureTemplate(admin, adminUrl);
    // FILE_COPY is the faster of the two strategies for so small a template.
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
