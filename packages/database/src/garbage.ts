import { databaseNow } from './database-now.js';
import { newId } from './new-id.js';
import type { Database, Transaction } from './transaction.js';

export type Garbage = { id: string; prefix: string };

/** Marks bytes as no longer wanted, in the transaction that lets go of them. `afterMs`: how long a URL or a late worker may use them. */
export const discard = async ({ sql }: Transaction, prefixes: readonly string[], afterMs: number): Promise<void> => {
  const notBefore = new Date((await databaseNow({ sql })).getTime() + afterMs);
  await sql.garbage.createMany({ data: prefixes.map((prefix) => ({ id: newId(), prefix, notBefore })) });
};

export const garbageRepository = ({ sql }: Database) => ({
  due: (limit: number): Promise<Garbage[]> =>
    sql.$queryRaw<Garbage[]>`
      SELECT id, prefix FROM garbage WHERE not_before <= now() ORDER BY not_before LIMIT ${limit}`,

  /** Leaves what could not be removed alone for `pauseMs`, so that it does not stand before all else. */
  postpone: async (id: string, pauseMs: number): Promise<void> => {
    await sql.$executeRaw`
      UPDATE garbage SET not_before = now() + ${pauseMs} * interval '1 millisecond' WHERE id = ${id}::uuid`;
  },

  remove: async (id: string): Promise<void> => {
    await sql.garbage.deleteMany({ where: { id } });
  },
});
export type GarbageRows = ReturnType<typeof garbageRepository>;
