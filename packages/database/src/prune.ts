import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

/** Small, to keep locks short. */
const ROWS_PER_BATCH = 1_000;

type Old = { table: string; where: Prisma.Sql; orderBy: string; limit?: number };

/**
 * Deletes a batch of old rows in index order and returns how many. Concurrent processes share the rows. Deletes by ctid:
 * with a join by key, the planner reads the whole table.
 */
export const pruneBatch = (
  { sql }: Pick<Database, 'sql'>,
  { table, where, orderBy, limit = ROWS_PER_BATCH }: Old,
): Promise<number> => sql.$executeRaw`
  DELETE FROM ${Prisma.raw(table)} WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM ${Prisma.raw(table)} WHERE ${where}
    ORDER BY ${Prisma.raw(orderBy)} LIMIT ${limit} FOR UPDATE SKIP LOCKED))`;

/** SQL condition: a time is more than `keptMs` ago. */
export const isOlder = (column: string, keptMs: number): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(column)} < now() - ${keptMs} * interval '1 millisecond'`;
