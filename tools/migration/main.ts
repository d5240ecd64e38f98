import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { schemaSql } from '@media/database/schema-sql';

const DATABASE = new URL('../../packages/database/', import.meta.url);

/**
 * `DATABASE_URL=… pnpm db:migration <name>` writes the SQL that migrates from the schema of the last commit to the current
 * schema.prisma. It works with any running PostgreSQL, whose data it neither reads nor changes.
 */
const main = async (): Promise<number> => {
  const [name] = process.argv.slice(2);
  const databaseUrl = process.env.DATABASE_URL;
  if (!name || !/^\w+$/.test(name) || !databaseUrl) {
    console.error('Usage: DATABASE_URL=postgresql://… pnpm db:migration <name_in_snake_case>');
    return 2;
  }
  const committed = execFileSync('git', ['show', 'HEAD:./prisma/schema.prisma'], { cwd: DATABASE, encoding: 'utf8' });
  const sql = await schemaSql(databaseUrl, committed);
  if (!/^[A-Z]/m.test(sql)) {
    console.error('schema.prisma has not changed since the last commit, so there is nothing to migrate.');
    return 1;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = new URL(`prisma/migrations/${stamp}_${name}/`, DATABASE);
  mkdirSync(folder);
  writeFileSync(new URL('migration.sql', folder), sql);
  console.log(`Wrote ${folder.pathname}migration.sql. Review it before you commit it.`);
  return 0;
};

process.exit(await main());
