import type { SessionId, UserId } from '@media/core';
import type { Prisma } from './generated/client.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

export type Session = { id: SessionId; userId: UserId; expiresAt: Date };
export type SessionRow = Session & { userAgent: string | null; createdAt: Date; lastUsedAt: Date };

type Row = Prisma.SessionGetPayload<object>;
const toSessionRow = ({ id, userId, userAgent, createdAt, lastUsedAt, expiresAt }: Row): SessionRow => ({
  ...{ id: id as SessionId, userId: userId as UserId },
  ...{ userAgent, createdAt, lastUsedAt, expiresAt },
});

/** An ended session is kept this long, for whoever asks how it ended. */
const ENDED_KEPT_MS = 7 * 24 * 3_600_000;

/** Sign-ins. Rotation is a compare-and-set on the refresh token's id, so of two racing refreshes one wins. */
export const sessionRepository = ({ sql, transaction }: Database) => ({
  /**
   * Opens a session for who has shown the password of `passwordHash`. False when that is no longer the user's: a change of
   * password ends all sessions, also one that is being opened at the same moment.
   */
  create: (session: Session & { refreshJti: string; userAgent?: string }, passwordHash: string): Promise<boolean> =>
    transaction(async (tx) => {
      const valid = await tx.sql.$queryRaw<unknown[]>`
        SELECT 1 FROM "user" WHERE id = ${session.userId}::uuid AND password_hash = ${passwordHash} FOR SHARE`;
      if (valid.length === 0) return false;
      await tx.sql.session.create({ data: session });
      return true;
    }),

  /** Whether the session still stands: not revoked, not past its absolute end. */
  isAlive: async (id: SessionId): Promise<boolean> =>
    (await sql.session.count({ where: { id, revokedAt: null, expiresAt: { gt: new Date() } } })) === 1,

  /** Spends `spentJti` for `nextJti`. `reused`: that token was spent before, and the session is now revoked. */
  rotate: async (id: SessionId, spentJti: string, nextJti: string): Promise<'rotated' | 'ended' | 'reused'> => {
    const alive = { id, revokedAt: null, expiresAt: { gt: new Date() } };
    const data = { refreshJti: nextJti, lastUsedAt: new Date() };
    const { count } = await sql.session.updateMany({ where: { ...alive, refreshJti: spentJti }, data });
    if (count === 1) return 'rotated';
    const revoked = await sql.session.updateMany({ where: alive, data: { revokedAt: new Date() } });
    return revoked.count === 1 ? 'reused' : 'ended';
  },

  /** Those of a user that still stand, the last used first. */
  list: async (userId: UserId): Promise<SessionRow[]> => {
    const where = { userId, revokedAt: null, expiresAt: { gt: new Date() } };
    const rows = await sql.session.findMany({ where, orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }] });
    return rows.map(toSessionRow);
  },

  /** False when the user has no such session, or not any more. */
  revoke: async (userId: UserId, id: SessionId): Promise<boolean> => {
    const where = { id, userId, revokedAt: null, expiresAt: { gt: new Date() } };
    return (await sql.session.updateMany({ where, data: { revokedAt: new Date() } })).count === 1;
  },

  revokeAll: async (userId: UserId): Promise<void> => {
    await sql.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
  },

  /** Forgets a batch of sessions that ended long ago. Returns how many. */
  prune: async (): Promise<number> => {
    const endedBy = (column: string) => ({ table: 'session', where: isOlder(column, ENDED_KEPT_MS), orderBy: column });
    return (await pruneBatch({ sql }, endedBy('expires_at'))) + (await pruneBatch({ sql }, endedBy('revoked_at')));
  },

  find: async (id: SessionId): Promise<Session | undefined> => {
    const row = await sql.session.findUnique({ where: { id } });
    return row ? { id, userId: row.userId as UserId, expiresAt: row.expiresAt } : undefined;
  },
});
export type Sessions = ReturnType<typeof sessionRepository>;
