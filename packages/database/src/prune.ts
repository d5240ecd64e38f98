import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

/** Few enough that nobody waits long for their locks. */
const ROWS_AT_ONCE = 1_000;

type Old = { table: string; where: Prisma.Sql; orderBy: string; limit?: number };

/**
 * Deletes a batch of old rows, in the order of an index, and returns how many. Processes that prune at the same time share the
 * rows. They are deleted by their place in the table: joined by key, the planner reads the whole table instead.
 */
export const pruneBatch = (
  { sql }: Pick<Database, 'sql'>,
  { table, where, orderBy, limit = ROWS_AT_ONCE }: Old,
): Promise<number> => sql.$executeRaw`
  DELETE FROM ${Prisma.raw(table)} WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM ${Prisma.raw(table)} WHERE ${where}
    ORDER BY ${Prisma.raw(orderBy)} LIMIT ${limit} FOR UPDATE SKIP LOCKED))`;

/** Whether a time lies further back than `keptMs`. */
export const isOlder = (column: string, keptMs: number): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(column)} < now() - ${keptMs} * interval '1 millisecond'`;
