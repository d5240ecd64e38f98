import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { Client } from 'pg';
import { isConflict } from '../database-errors.js';
import { isTransactional, type Migration, readMigrations } from './read-migrations.js';
import { repairEventOrder } from './repair-event-order.js';
import { runStatements } from './run-statements.js';

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url);

// The same key as `prisma migrate`, so that the two never run concurrently.
const ADVISORY_LOCK = 72_707_369;
const LOCK_POLL_MS = 100;
/** PostgreSQL detects a deadlock after a second, and repeated deadlocks are unlikely. */
const MAX_ATTEMPTS = 10;

// Prisma's own table, so that `prisma migrate deploy` also works.
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Applies pending SQL migrations in order, one process at a time. Returns their names. Migrations aborted by a deadlock are
 * retried; one that runs outside a transaction and failed halfway is retried at the next call (docs/decisions/0023).
 * Renumbers the events of a database restored from a dump (docs/decisions/0039).
 * @throws AppError CONFIG_INVALID if an applied migration was edited, or a transactional one failed halfway.
 */
export const applyMigrations = async (databaseUrl: string, folder = MIGRATIONS): Promise<string[]> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await lock(client);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const pending = pendingMigrations(await readMigrations(folder), rows);
    for (const migration of pending) await applyOne(client, migration);
    await repairEventOrder(client);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
};

// Polls, because a session that waits in pg_advisory_lock holds a snapshot. CREATE INDEX CONCURRENTLY waits for all older
// snapshots, so the process with the lock and the waiting one would deadlock.
const lock = async (client: Client): Promise<void> => {
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      ADVISORY_LOCK,
    ]);
    if (rows[0]?.locked) return;
    await sleep(LOCK_POLL_MS);
  }
};

const pendingMigrations = (migrations: readonly Migration[], applied: readonly Applied[]): Migration[] =>
  migrations.filter((migration) => {
    const { name, checksum } = migration;
    const row = applied.find(({ migration_name }) => migration_name === name);
    if (row && row.checksum !== checksum)
      throw new AppError('CONFIG_INVALID', { migration: name, reason: 'edited after it was applied' });
    if (row && !row.finished_at && isTransactional(migration))
      throw new AppError('CONFIG_INVALID', { migration: name, reason: 'failed halfway' });
    return !row?.finished_at;
  });

// Processes of the earlier release keep writing and lock tables in a different order than a migration. PostgreSQL resolves
// the deadlock by aborting the migration, which has waited longer.
const applyOne = async (client: Client, migration: Migration): Promise<void> => {
  const apply = isTransactional(migration) ? applyInTransaction : applyOutside;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(client, migration);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error;
    }
  }
};

// The script and its bookkeeping share one transaction: all or nothing.
const applyInTransaction = async (client: Client, migration: Migration): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await markStarted(client, migration);
    await markFinished(client, migration, 1);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

/** Marked as finished only after all statements have succeeded: after a crash, all of them run again. */
const applyOutside = async (client: Client, migration: Migration): Promise<void> => {
  await markStarted(client, migration);
  await markFinished(client, migration, await runStatements(client, migration));
};

const markStarted = async (client: Client, { name, checksum }: Migration): Promise<void> => {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) SELECT $1, $2, $3::text
     WHERE NOT EXISTS (SELECT 1 FROM _prisma_migrations WHERE migration_name = $3::text AND rolled_back_at IS NULL)`,
    [randomUUID(), checksum, name],
  );
};

const markFinished = async (client: Client, { name }: Migration, steps: number): Promise<void> => {
  await client.query(
    `UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = $2
     WHERE migration_name = $1 AND rolled_back_at IS NULL`,
    [name, steps],
  );
};
