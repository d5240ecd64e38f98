import type { OrganizationId } from '@media/core';
import { databaseNow } from './database-now.js';
import { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import type { Database, Transaction } from './transaction.js';
import { countUsage } from './usage-entries.js';

export type Garbage = { id: string; prefix: string };

/** A worker that lost its claim stops writing within this time. */
export const LATE_WRITES_MS = 10 * 60_000;

/** Exponential backoff after failures, from a minute to six hours. */
const FIRST_DELAY_MS = 60_000;
const MAX_DELAY_MS = 6 * 3_600_000;

/** Bytes that count for an organization until all the objects are deleted. */
export type CountedBytes = { organizationId: OrganizationId; sizeBytes: number };

/** Marks objects for deletion, in the transaction that drops them. `afterMs`: how long a URL or a late worker can use them. */
export const discard = async (
  { sql }: Transaction,
  prefixes: readonly string[],
  afterMs: number,
  counted?: CountedBytes,
): Promise<void> => {
  const notBefore = new Date((await databaseNow({ sql })).getTime() + afterMs);
  const data = prefixes.map((prefix, index) => ({ id: newId(), prefix, notBefore, ...(index === 0 && counted) }));
  await sql.garbage.createMany({ data });
};

/**
 * Undoes `discard` for an object, so that it can be referenced. False if it was not discarded, or if a sweeper has taken
 * it and may have deleted it. Row locks serialize the two.
 */
export const undiscard = async ({ sql }: Transaction, key: string): Promise<boolean> => {
  const rows = await sql.$queryRaw<{ taken: boolean }[]>`
    SELECT taken_at IS NOT NULL AS taken FROM garbage WHERE prefix = ${key} FOR UPDATE`;
  if (rows.length === 0 || rows.some(({ taken }) => taken)) return false;
  await sql.garbage.deleteMany({ where: { prefix: key } });
  return true;
};

const RELEASED = countUsage(
  {
    organizationId: Prisma.sql`organization.id`,
    ...{ reason: 'outputsDeleted', reference: Prisma.sql`removed.id` },
    output_bytes: Prisma.sql`-size_bytes`,
  },
  // Nothing counts for an organization that was deleted in the meantime.
  Prisma.sql`FROM removed JOIN organization ON organization.id = removed.organization_id WHERE size_bytes > 0`,
);

export const garbageRepository = ({ sql }: Database) => ({
  /**
   * Takes up to `limit` prefixes that are due, for `leaseMs`. Other sweepers skip them; if this one dies, they are due
   * again afterwards. From now on, `undiscard` refuses them.
   */
  take: (limit: number, leaseMs: number): Promise<Garbage[]> =>
    sql.$queryRaw<Garbage[]>`
      WITH due AS MATERIALIZED (
        SELECT id FROM garbage WHERE not_before <= now() ORDER BY not_before LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE garbage SET taken_at = coalesce(taken_at, now()), attempts = attempts + 1,
             not_before = now() + ${leaseMs} * interval '1 millisecond'
      FROM due WHERE garbage.id = due.id RETURNING garbage.id, prefix`,

  /** Postpones a failed deletion, longer after each attempt, so that it doesn't block the others. */
  postpone: async (id: string): Promise<void> => {
    await sql.$executeRaw`
      UPDATE garbage SET not_before = now() + interval '1 millisecond'
        * least(${FIRST_DELAY_MS} * power(2, least(attempts, 20) - 1), ${MAX_DELAY_MS})
      WHERE id = ${id}::uuid`;
  },

  /** Removes a row whose objects are deleted, and releases the bytes that counted until then. */
  remove: async (id: string): Promise<void> => {
    await sql.$executeRaw`
      WITH removed AS (DELETE FROM garbage WHERE id = ${id}::uuid RETURNING id, organization_id, size_bytes),
      ${RELEASED} SELECT`;
  },
});
export type GarbageRows = ReturnType<typeof garbageRepository>;
