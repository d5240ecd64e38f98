import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

const SCHEMA = new URL('../../prisma/schema.prisma', import.meta.url);

/**
 * The SQL that turns the schema `from` (default: empty) into schema.prisma. Uses Prisma's engine compiled to WebAssembly,
 * because the native one can't be downloaded everywhere. Needs a running server, but no tables.
 */
export const schemaSql = async (databaseUrl: string, from?: string): Promise<string> => {
  const to = { path: 'schema.prisma', content: await readFile(SCHEMA, 'utf8') };
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const engine = await SchemaEngine.new({ datamodels: [[to.path, to.content]] }, () => {}, factory);
  const diff = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ ...to, content: from }] },
    to: { tag: 'schemaDatamodel', files: [to] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return diff.stdout ?? '';
};
