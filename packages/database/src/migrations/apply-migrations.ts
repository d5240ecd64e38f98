import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { AppError } from '@media/core';
import { Client } from 'pg';

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url);

// The key that `prisma migrate` itself locks, so that the two never run side by side.
const ADVISORY_LOCK = 72_707_369;

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

type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Applies the SQL migrations that a database has not seen, in order, one process at a time. Returns their names.
 * @throws AppError CONFIG_INVALID when an applied migration was edited since or failed half way.
 */
export const applyMigrations = async (databaseUrl: string): Promise<string[]> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const pending = pendingMigrations(await readMigrations(), rows);
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
};

const readMigrations = async (): Promise<Migration[]> => {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const pendingMigrations = (migrations: readonly Migration[], applied: readonly Applied[]): Migration[] =>
  migrations.filter(({ name, checksum }) => {
    const row = applied.find(({ migration_name }) => migration_name === name);
    if (row && row.checksum !== checksum)
      throw new AppError('CONFIG_INVALID', { migration: name, reason: 'edited after it was applied' });
    if (row && !row.finished_at) throw new AppError('CONFIG_INVALID', { migration: name, reason: 'failed half way' });
    return !row;
  });

// One script is one implicit transaction, and its bookkeeping belongs inside: all or nothing.
const applyMigration = async (client: Client, { name, sql, checksum }: Migration): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};
