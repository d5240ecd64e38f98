import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export type Migration = { name: string; sql: string; checksum: string };

/** The migrations in a folder with Prisma's layout (`<name>/migration.sql`), sorted by name. */
export const readMigrations = async (folder: URL): Promise<Migration[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

/** The first line of a migration whose statements can't run in a transaction, such as CREATE INDEX CONCURRENTLY. */
const NO_TRANSACTION = /^-- no-transaction$/m;

export const isTransactional = ({ sql }: Pick<Migration, 'sql'>): boolean =>
  !NO_TRANSACTION.test(sql.split('\n', 1)[0] ?? '');

/** Splits a script into statements at each `;` at the end of a line. */
export const statementsOf = ({ sql }: Pick<Migration, 'sql'>): string[] =>
  sql
    .replace(/^--.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
