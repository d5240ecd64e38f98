import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.js';
import type { Database } from './index.js';

/** A statement with its parameters. */
export type Statement = { text: string; values: unknown[] };

/** A database that records the statements that repositories send. */
export const recordStatements = (databaseUrl: string) => {
  const statements: Statement[] = [];
  const sql = new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl }),
    log: [{ emit: 'event', level: 'query' }],
  });
  sql.$on('query', ({ query, params }) => {
    if (!/^(BEGIN|COMMIT|ROLLBACK|SET)/.test(query)) statements.push({ text: query, values: JSON.parse(params) });
  });
  const database: Database = {
    sql: sql as unknown as PrismaClient,
    transaction: (work) => sql.$transaction((client) => work({ sql: client, events: [] })),
    close: () => sql.$disconnect(),
  };
  return {
    database,
    /** The statements that `work` sends. */
    during: async (work: (database: Database) => Promise<unknown>): Promise<Statement[]> => {
      statements.length = 0;
      await work(database);
      return statements.splice(0);
    },
  };
};
