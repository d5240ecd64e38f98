import type { UserId } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Database, Transaction } from './transaction.js';

/** Longer than any transaction, so that entries of commands that were running during the deletion are found. */
const DELAY_MS = 60_000;
const ROWS_PER_BATCH = 500;

/** Erases a user from the names in all audit logs. The sweeper does it step by step, because there can be many entries. */
export const eraseAuditNames = async ({ sql }: Pick<Transaction, 'sql'>, userId: UserId): Promise<void> => {
  await sql.auditErasure.createMany({ data: [{ userId }], skipDuplicates: true });
};

/** The ids of the targets that name the user: their own, and those of the invitations that they accepted. */
const idsOf = async ({ sql }: Transaction, userId: string): Promise<string[]> => {
  const rows = await sql.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT unnest(target_ids) AS id FROM audit_entry
    WHERE target_ids @> ARRAY[${userId}::uuid] AND action = 'invitation.accepted'`;
  return [userId, ...rows.map(({ id }) => id)];
};

const NAMED = (ids: readonly string[]) => Prisma.sql`EXISTS (
  SELECT 1 FROM jsonb_array_elements(targets) AS target
  WHERE (target ->> 'id')::uuid = ANY(${ids}::uuid[]) AND target ->> 'name' IS NOT NULL)`;

/** Erases a batch. Returns how many entries changed. */
const eraseBatch = (tx: Transaction, userId: string, ids: readonly string[]): Promise<number> => tx.sql.$executeRaw`
  UPDATE audit_entry SET
    actor_name = CASE WHEN actor_id = ${userId}::uuid THEN NULL ELSE actor_name END,
    targets = (
      SELECT coalesce(jsonb_agg(CASE WHEN (target ->> 'id')::uuid = ANY(${ids}::uuid[])
        THEN jsonb_set(target, '{name}', 'null') ELSE target END ORDER BY number), '[]')
      FROM jsonb_array_elements(targets) WITH ORDINALITY AS listed (target, number))
  WHERE ctid = ANY(ARRAY(
    (SELECT ctid FROM audit_entry WHERE actor_id = ${userId}::uuid AND actor_name IS NOT NULL LIMIT ${ROWS_PER_BATCH})
    UNION
    (SELECT ctid FROM audit_entry WHERE target_ids && ${ids}::uuid[] AND ${NAMED(ids)} LIMIT ${ROWS_PER_BATCH})))`;

/** The names of deleted accounts in audit logs (docs/decisions/0061). */
export const auditErasure = ({ transaction }: Database) => ({
  /** Erases a batch of names. Returns how many entries or accounts it is done with; 0 if nothing is due. */
  prune: (): Promise<number> =>
    transaction(async (tx) => {
      const [due] = await tx.sql.$queryRaw<{ userId: string }[]>`
        SELECT user_id AS "userId" FROM audit_erasure
        WHERE deleted_at < now() - ${DELAY_MS} * interval '1 millisecond'
        ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
      if (!due) return 0;
      const count = await eraseBatch(tx, due.userId, await idsOf(tx, due.userId));
      if (count === 0) await tx.sql.auditErasure.delete({ where: due });
      return Math.max(1, count);
    }),
});
export type AuditErasure = ReturnType<typeof auditErasure>;
