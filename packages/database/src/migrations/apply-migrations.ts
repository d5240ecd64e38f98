import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { Client } from 'pg';
import { isConflict } from '../database-errors.js';
import { isTransactional, type Migration, readMigrations } from './read-migrations.js';
import { repairEventOrder } from './repair-event-order.js';
import { runStatements } from './run-statements.js';

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url);

// The key that `prisma migrate` itself locks, so that the two never run side by side.
const ADVISORY_LOCK = 72_707_369;
const LOCK_POLL_MS = 100;
/** A deadlock takes a second to be noticed, and another one needs the same bad luck again. */
const MOST_TRIES = 10;

// Prisma's own bookkeeping, so that `prisma migrate deploy` may take over where its engine is at hand.
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
 * Applies the SQL migrations that a database has not seen, in order, one process at a time. Returns their names. One that
 * PostgreSQL gave up in a deadlock is tried again; so is, at the next call, one that runs outside a transaction and failed half way
 * (docs/decisions/0023). A database that was restored from a dump gets
 * its events renumbered (docs/decisions/0039).
 * @throws AppError CONFIG_INVALID when an applied migration was edited since, or one in a transaction failed half way.
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

// Polls, because a session that waits inside pg_advisory_lock holds a snapshot. CREATE INDEX CONCURRENTLY waits for all
// older snapshots, so the process that has the lock and the one that waits for it would deadlock.
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
      throw new AppError('CONFIG_INVALID', { migration: name, reason: 'failed half way' });
    return !row?.finished_at;
  });

// Processes of the earlier release write meanwhile. They lock tables in another order than a migration does, and PostgreSQL
// ends a deadlock by giving up the one that has waited longer, which is the migration.
const applyOne = async (client: Client, migration: Migration): Promise<void> => {
  const apply = isTransactional(migration) ? applyInTransaction : applyOutside;
  for (let tries = 1; ; tries += 1) {
    try {
      return await apply(client, migration);
    } catch (error) {
      if (tries === MOST_TRIES || !isConflict(error)) throw error;
    }
  }
};

// One script is one implicit transaction, and its bookkeeping belongs inside: all or nothing.
const applyInTransaction = async (client: Client, migration: Migration): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await noteStarted(client, migration);
    await noteFinished(client, migration, 1);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

/** Its row says that it has begun, until every statement has succeeded: a crash in between runs all of them again. */
const applyOutside = async (client: Client, migration: Migration): Promise<void> => {
  await noteStarted(client, migration);
  await noteFinished(client, migration, await runStatements(client, migration));
};

const noteStarted = async (client: Client, { name, checksum }: Migration): Promise<void> => {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) SELECT $1, $2, $3::text
     WHERE NOT EXISTS (SELECT 1 FROM _prisma_migrations WHERE migration_name = $3::text AND rolled_back_at IS NULL)`,
    [randomUUID(), checksum, name],
  );
};

const noteFinished = async (client: Client, { name }: Migration, steps: number): Promise<void> => {
  await client.query(
    `UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = $2
     WHERE migration_name = $1 AND rolled_back_at IS NULL`,
    [name, steps],
  );
};
