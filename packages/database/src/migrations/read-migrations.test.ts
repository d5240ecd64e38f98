import { expect, test } from 'vitest';
import { isTransactional, readMigrations, statementsOf } from './read-migrations.js';

test('no-transaction only counts on the first line', () => {
  expect(isTransactional({ sql: '-- no-transaction\nSELECT 1;' })).toBe(false);
  expect(isTransactional({ sql: 'SELECT 1;\n-- no-transaction\n' })).toBe(true);
  expect(isTransactional({ sql: '' })).toBe(true);
});

test('a statement ends with a semicolon at the end of a line', () => {
  expect(statementsOf({ sql: "-- a; b;\nSELECT ';' AS a\n  , 1;\n\nSELECT 2;\n" })).toEqual([
    "SELECT ';' AS a\n  , 1",
    'SELECT 2',
  ]);
});

const REPEATABLE =
  /^(CREATE (UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS "|DROP INDEX CONCURRENTLY IF EXISTS "|CREATE EXTENSION IF NOT EXISTS |ALTER TABLE "\w+" (DROP CONSTRAINT IF EXISTS|VALIDATE CONSTRAINT) "|UPDATE "\w+" SET [^;]+ IS NULL\b)/;

const INSERTED_ONCE = /^INSERT INTO \w+ .*\sON CONFLICT \([^)]+\) DO NOTHING$/s;
/** What is set comes from other tables, not from what the row had before. */
const RECOMPUTED = /^UPDATE (\w+) SET \w+ = (?!\1\.)\w+\.\w+ FROM \(/;
const WRITES = /\b(INSERT|UPDATE|DELETE|ALTER|CREATE|DROP)\b/;

/** Whether every statement of a `DO` block is repeatable. */
const isRepeatableBlock = (statement: string): boolean =>
  /^DO \$\$.* COMMIT; .*END \$\$$/s.test(statement) &&
  statement
    .split(';')
    .map((part) => part.replaceAll(/^\s*(--.*\n\s*)*/gm, '').trim())
    .every((part) => !WRITES.test(part) || INSERTED_ONCE.test(part) || RECOMPUTED.test(part));

/** Constraints have no IF NOT EXISTS, so the previous statement drops them. */
const isRepeatable = (statement: string, before = ''): boolean => {
  const constraint = /^(ALTER TABLE "\w+") ADD CONSTRAINT ("\w+") .* NOT VALID$/.exec(statement);
  if (constraint) return before === `${constraint[1]} DROP CONSTRAINT IF EXISTS ${constraint[2]}`;
  return REPEATABLE.test(statement) || INSERTED_ONCE.test(statement) || isRepeatableBlock(statement);
};

test('statements outside a transaction are idempotent, because they may be interrupted anywhere', async () => {
  const migrations = await readMigrations(new URL('../../prisma/migrations/', import.meta.url));
  const statements = migrations.filter((migration) => !isTransactional(migration)).map(statementsOf);
  expect(statements.flat().length).toBeGreaterThan(0);
  for (const ofOne of statements)
    expect(ofOne.filter((statement, index) => !isRepeatable(statement, ofOne[index - 1]))).toEqual([]);
});
