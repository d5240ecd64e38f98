import { AppError, type OrganizationId } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

export type Answer = { status: number; body: unknown };
type Request = { organizationId: OrganizationId; route: string; key: string; bodyHash: string };

/** A first try that has not answered after this long is thought dead, and its key is free again. */
const ABANDONED_MS = 60_000;

export const idempotencyRepository = ({ sql }: Database) => ({
  /**
   * Reserves a key. Undefined: the caller is the first and must `answer` or `forget`. Otherwise the answer given then.
   * @throws AppError IDEMPOTENCY_KEY_REUSED for another body, or while the first try is still under way
   */
  reserve: async ({ bodyHash, ...id }: Request): Promise<Answer | undefined> => {
    const abandoned = { status: null, createdAt: { lt: new Date(Date.now() - ABANDONED_MS) } };
    await sql.idempotencyKey.deleteMany({ where: { ...id, ...abandoned } });
    const { count } = await sql.idempotencyKey.createMany({ data: [{ ...id, bodyHash }], skipDuplicates: true });
    if (count === 1) return undefined;
    const row = await sql.idempotencyKey.findUnique({ where: { organizationId_route_key: id } });
    if (!row || row.bodyHash !== bodyHash || row.status === null) throw new AppError('IDEMPOTENCY_KEY_REUSED', id);
    return { status: row.status, body: row.response };
  },

  answer: async ({ bodyHash: _, ...id }: Request, { status, body }: Answer): Promise<void> => {
    await sql.idempotencyKey.updateMany({ where: id, data: { status, response: body as Prisma.InputJsonValue } });
  },

  forget: async ({ bodyHash: _, ...id }: Request): Promise<void> => {
    await sql.idempotencyKey.deleteMany({ where: { ...id, response: { equals: Prisma.DbNull } } });
  },

  /** Drops keys older than `before`. */
  prune: async (before: Date): Promise<void> => {
    await sql.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
  },
});
export type IdempotencyKeys = ReturnType<typeof idempotencyRepository>;
