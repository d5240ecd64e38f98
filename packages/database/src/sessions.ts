import type { RequestContext, SessionId, UserActor, UserId } from '@media/core';
import { type AccountHolder, recordAccountAudit } from './audit-entries.js';
import type { Prisma } from './generated/client.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database, Transaction } from './transaction.js';

export type Session = { id: SessionId; userId: UserId; expiresAt: Date };
/** A user who does something with their own sessions. */
export type SignedInUser = AccountHolder & Pick<UserActor, 'sessionId'>;
export type SessionRow = Session & { userAgent: string | null; createdAt: Date; lastUsedAt: Date };

type Row = Prisma.SessionGetPayload<object>;
const toSessionRow = ({ id, userId, userAgent, createdAt, lastUsedAt, expiresAt }: Row): SessionRow => ({
  ...{ id: id as SessionId, userId: userId as UserId },
  ...{ userAgent, createdAt, lastUsedAt, expiresAt },
});

/** How long ended sessions are kept, to be able to tell how they ended. */
const ENDED_KEPT_MS = 7 * 24 * 3_600_000;

/** How long a spent token still works, for two tabs or a repeated request. Uses the database's clock. */
const GRACE_MS = 10_000;

/** `jti`: the id of the refresh token that is valid now. */
export type Rotation = { outcome: 'rotated' | 'repeated'; jti: string } | { outcome: 'reused' } | { outcome: 'ended' };

/** Revokes active sessions and returns their IDs. */
export const revokeSessions = async (
  { sql }: Pick<Transaction, 'sql'>,
  where: Prisma.SessionWhereInput,
): Promise<SessionId[]> => {
  const data = { revokedAt: new Date() };
  const rows = await sql.session.updateManyAndReturn({
    where: { ...where, revokedAt: null },
    data,
    select: { id: true },
  });
  return rows.map(({ id }) => id as SessionId);
};

/** Sign-in sessions. Of concurrent refreshes, one rotates the token and the others get the same new token. */
export const sessionRepository = ({ sql, transaction }: Database) => ({
  /**
   * Creates a session for a user whose password matched `passwordHash`. Returns false if the user's hash has changed since then:
   * changing the password ends all sessions, including one that is being created concurrently.
   */
  create: (
    session: Session & { refreshJti: string; userAgent?: string },
    passwordHash: string,
    context?: RequestContext,
  ): Promise<boolean> =>
    transaction(async (tx) => {
      const valid = await tx.sql.$queryRaw<unknown[]>`
        SELECT 1 FROM "user" WHERE id = ${session.userId}::uuid AND password_hash = ${passwordHash} FOR SHARE`;
      if (valid.length === 0) return false;
      await tx.sql.session.create({ data: session });
      const user = { id: session.userId, ...(context && { context }) };
      await recordAccountAudit(tx, user, { action: 'auth.signed_in' });
      return true;
    }),

  /** Whether the session is active: neither revoked nor expired. */
  isAlive: async (id: SessionId): Promise<boolean> =>
    (await sql.session.count({ where: { id, revokedAt: null, expiresAt: { gt: new Date() } } })) === 1,

  /** The active sessions among `ids`. */
  alive: async (ids: readonly SessionId[]): Promise<Set<SessionId>> => {
    const rows = await sql.$queryRaw<{ id: SessionId }[]>`
      SELECT id FROM session WHERE id = ANY(${ids}::uuid[]) AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
    return new Set(rows.map(({ id }) => id));
  },

  /**
   * Exchanges the token `jti` for `nextJti`. `repeated`: it was spent a moment ago; nothing changes, so repeating it
   * doesn't extend that time. `reused`: it was spent earlier, and the session is now revoked (docs/decisions/0031).
   */
  rotate: (id: SessionId, jti: string, nextJti: string, context?: RequestContext): Promise<Rotation> =>
    transaction(async (tx): Promise<Rotation> => {
      const [found] = await tx.sql.$queryRaw<{ userId: UserId; current: string; isRepeated: boolean | null }[]>`
        SELECT user_id AS "userId", refresh_jti AS current, previous_jti = ${jti}
          AND clock_timestamp() < rotated_at + ${GRACE_MS} * interval '1 millisecond' AS "isRepeated"
        FROM session WHERE id = ${id}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp() FOR UPDATE`;
      if (!found) return { outcome: 'ended' };
      if (found.current === jti) {
        await tx.sql.$executeRaw`
          UPDATE session SET previous_jti = refresh_jti, refresh_jti = ${nextJti}, rotated_at = clock_timestamp(),
            last_used_at = clock_timestamp() WHERE id = ${id}::uuid`;
        return { outcome: 'rotated', jti: nextJti };
      }
      if (found.isRepeated) return { outcome: 'repeated', jti: found.current };
      await tx.sql.$executeRaw`UPDATE session SET revoked_at = clock_timestamp() WHERE id = ${id}::uuid`;
      const user = { id: found.userId, ...(context && { context }) };
      const event = { action: 'auth.session_ended', metadata: { reason: 'tokenReused' } } as const;
      await recordAccountAudit(tx, user, event, { type: 'system', id: null, label: 'sessions' });
      return { outcome: 'reused' };
    }),

  /** A user's active sessions, most recently used first. */
  list: async (userId: UserId): Promise<SessionRow[]> => {
    const where = { userId, revokedAt: null, expiresAt: { gt: new Date() } };
    const rows = await sql.session.findMany({ where, orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }] });
    return rows.map(toSessionRow);
  },

  /** False if the user has no such active session. */
  revoke: (user: SignedInUser, id: SessionId): Promise<boolean> =>
    transaction(async (tx) => {
      const where = { id, userId: user.id, revokedAt: null, expiresAt: { gt: new Date() } };
      const { count } = await tx.sql.session.updateMany({ where, data: { revokedAt: new Date() } });
      if (count === 0) return false;
      const ended = { action: 'auth.session_ended', metadata: { reason: 'ended by the user' } } as const;
      await recordAccountAudit(tx, user, id === user.sessionId ? { action: 'auth.signed_out' } : ended);
      return true;
    }),

  /** Also ends all playback tokens of the user. Returns the revoked sessions. */
  revokeAll: (user: AccountHolder): Promise<SessionId[]> =>
    transaction(async (tx) => {
      await tx.sql.user.updateMany({ where: { id: user.id }, data: { playbackEpoch: { increment: 1 } } });
      const ended = await revokeSessions(tx, { userId: user.id });
      await recordAccountAudit(tx, user, { action: 'auth.sessions_ended', metadata: { sessions: ended.length } });
      return ended;
    }),

  /** Deletes a batch of sessions that ended long ago. Returns how many. */
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
