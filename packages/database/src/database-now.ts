import type { Database } from './transaction.js';

/** What time it is by the database: the one clock of every deadline, whatever the clocks of the hosts say. */
export const databaseNow = async ({ sql }: { sql: Pick<Database['sql'], '$queryRaw'> }): Promise<Date> => {
  const [row] = await sql.$queryRaw<{ now: Date }[]>`SELECT now()`;
  if (!row) throw new Error('SELECT now() gave no row');
  return row.now;
};
