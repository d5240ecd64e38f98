import type { Client } from 'pg';
import { type Migration, statementsOf } from './read-migrations.js';

const CREATED_INDEX = /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS "(\w+)"/;

/**
 * Runs the statements of a migration, each in its own transaction. They are idempotent, so after a failure all of them
 * run again. Returns their number.
 */
export const runStatements = async (client: Client, migration: Migration): Promise<number> => {
  const statements = statementsOf(migration);
  for (const statement of statements) {
    const [, index] = CREATED_INDEX.exec(statement) ?? [];
    if (index) await dropInvalid(client, index);
    await client.query(statement);
  }
  return statements.length;
};

// A failed concurrent build leaves an invalid index that slows writes and is never used, but satisfies IF NOT EXISTS.
const dropInvalid = async (client: Client, index: string): Promise<void> => {
  const { rowCount } = await client.query(
    'SELECT 1 FROM pg_index WHERE indexrelid = to_regclass(quote_ident($1)) AND NOT indisvalid',
    [index],
  );
  if (rowCount) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${index}"`);
};
