import type { Database } from './transaction.js';

/** The database's time. All deadlines use it, because the clocks of hosts differ. */
export const databaseNow = async ({ sql }: { sql: Pick<Database['sql'], '$queryRaw'> }): Promise<Date> => {
  const [row] = await sql.$queryRaw<{ now: Date }[]>`SELECT now()`;
  if (!row) throw new Error('SELECT now() returned no row');
  return row.now;
};
