import { newId } from './new-id.js';
import type { Database, Transaction } from './transaction.js';

export type Garbage = { id: string; prefix: string };

/** Marks bytes as no longer wanted, in the transaction that lets go of them. `afterMs`: how long a URL or a late worker may use them. */
export const discard = async ({ sql }: Transaction, prefixes: readonly string[], afterMs: number): Promise<void> => {
  const notBefore = new Date(Date.now() + afterMs);
  await sql.garbage.createMany({ data: prefixes.map((prefix) => ({ id: newId(), prefix, notBefore })) });
};

export const garbageRepository = ({ sql }: Database) => ({
  due: (limit: number): Promise<Garbage[]> =>
    sql.garbage.findMany({
      where: { notBefore: { lte: new Date() } },
      orderBy: { notBefore: 'asc' },
      take: limit,
      select: { id: true, prefix: true },
    }),

  remove: async (id: string): Promise<void> => {
    await sql.garbage.deleteMany({ where: { id } });
  },
});
export type GarbageRows = ReturnType<typeof garbageRepository>;
