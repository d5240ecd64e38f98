import { AppError, type RequestContext, type SessionId, type UserId } from '@media/core';
import { type AccountHolder, recordAccountAudit } from './audit-entries.js';
import { isUniqueViolation } from './database-errors.js';
import { type EarlierAccess, endEarlierAccess } from './end-earlier-access.js';
import type { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import { isOlder, pruneBatch } from './prune.js';
import { createSecretToken, isSameHash, readSecretToken } from './secret-token.js';
import { revokeSessions } from './sessions.js';
import type { Database, Transaction } from './transaction.js';

type Kind = Prisma.EmailTokenGetPayload<object>['kind'];

const HOUR_MS = 3_600_000;
/** How long a link works. */
const LIFETIME_MS: Record<Kind, number> = { resetPassword: HOUR_MS, verifyEmail: 72 * HOUR_MS };

/** A token that was used: whose it was, and the address that it was sent to. */
type UsedToken = { userId: UserId; email: string };
/** `previous`: the address until now, if the user had another one. */
export type VerifiedEmail = UsedToken & { previous?: string };
/** `earlier`: what ended because the link was the first proof that the address belongs to the user. */
export type PasswordReset = UsedToken & { sessions: SessionId[]; earlier?: EarlierAccess };

/** Tokens of links that are sent to an address. Each can be used once; only its hash is stored. */
export const emailTokenRepository = ({ sql, transaction }: Database) => {
  const create = async (
    userId: UserId,
    kind: Kind,
    email: string,
    tx = { sql } as Pick<Transaction, 'sql'>,
  ): Promise<string> => {
    const id = newId();
    const { token, hash } = createSecretToken(id);
    const expiresAt = new Date(Date.now() + LIFETIME_MS[kind]);
    await tx.sql.emailToken.create({ data: { id, userId, kind, email, hash, expiresAt } });
    return token;
  };

  return {
    /** A token to set a new password for the account with this address. Undefined if there is none. */
    createForPassword: async (email: string): Promise<string | undefined> => {
      const user = await sql.user.findUnique({ where: { email }, select: { id: true } });
      return user ? create(user.id as UserId, 'resetPassword', email) : undefined;
    },

    /** A token that confirms the address of a new user. */
    createForAddress: (userId: UserId, email: string): Promise<string> => create(userId, 'verifyEmail', email),

    /** A token that confirms an address that a user names: the current one, or the one that it changes to. */
    requestForAddress: (user: AccountHolder, email: string): Promise<string> =>
      transaction(async (tx) => {
        await recordAccountAudit(tx, user, { action: 'auth.email_change_requested' });
        return create(user.id, 'verifyEmail', email, tx);
      }),

    /**
     * Sets a new password. Ends all sessions and playback tokens of the user and, if nobody has confirmed the address before, what an
     * earlier holder of the account can have left behind. @throws AppError LINK_GONE
     */
    resetPassword: (token: string, passwordHash: string, context?: RequestContext): Promise<PasswordReset> =>
      transaction(async (tx) => {
        const used = await useToken(tx, token, 'resetPassword');
        const { userId: id } = used;
        const isFirstProof = (await tx.sql.user.count({ where: { id, emailVerifiedAt: null } })) === 1;
        const earlier = isFirstProof ? await endEarlierAccess(tx, id) : undefined;
        const verified = { emailVerifiedAt: new Date(), playbackEpoch: { increment: 1 } };
        await tx.sql.user.update({ where: { id }, data: { passwordHash, ...verified } });
        await deleteTokens(tx, id);
        const sessions = await revokeSessions(tx, { userId: id });
        await recordReset(tx, { id, ...(context && { context }) }, sessions.length, earlier);
        return { ...used, sessions, ...(earlier && { earlier }) };
      }),

    /** Confirms an address, which becomes that of the account, and the name of a personal organization called by it. @throws AppError LINK_GONE, EMAIL_TAKEN */
    verify: (token: string, context?: RequestContext): Promise<VerifiedEmail> =>
      transaction(async (tx) => {
        const used = await useToken(tx, token, 'verifyEmail');
        const { userId, email } = used;
        const before = await tx.sql.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
        const isChange = before.email !== email;
        // Asked first, because a constraint violation would write the address to PostgreSQL's log.
        if (isChange && (await tx.sql.user.count({ where: { email } })) > 0) throw new AppError('EMAIL_TAKEN');
        await tx.sql.user
          .update({ where: { id: userId }, data: { email, emailVerifiedAt: new Date() } })
          .catch(rethrowAsTaken);
        // Links to the old address must not reset the password anymore.
        if (isChange) await deleteTokens(tx, userId);
        else await tx.sql.emailToken.deleteMany({ where: { userId, kind: 'verifyEmail', email } });
        if (isChange) await renamePersonal(tx, userId, before.email, email);
        const action = isChange ? 'auth.email_changed' : 'auth.email_verified';
        await recordAccountAudit(tx, { id: userId, ...(context && { context }) }, { action });
        return { ...used, ...(isChange && { previous: before.email }) };
      }),

    /** Deletes a batch of expired tokens. Returns how many. */
    prune: (): Promise<number> =>
      pruneBatch({ sql }, { table: 'email_token', where: isOlder('expires_at', 0), orderBy: 'expires_at' }),
  };
};
export type EmailTokens = ReturnType<typeof emailTokenRepository>;

/** Makes all links that were sent to a user invalid, and with them a change of the address that isn't confirmed yet. */
export const deleteTokens = async ({ sql }: Pick<Transaction, 'sql'>, userId: UserId): Promise<void> => {
  await sql.emailToken.deleteMany({ where: { userId } });
};

/** The personal organization of a user without a name is called by their address, unless they have renamed it. */
const renamePersonal = async ({ sql }: Transaction, userId: UserId, from: string, to: string): Promise<void> => {
  await sql.$executeRaw`
    UPDATE organization SET name = ${to} FROM membership
    WHERE organization.id = organization_id AND user_id = ${userId}::uuid AND is_personal AND name = ${from}`;
};

const recordReset = (
  tx: Transaction,
  user: AccountHolder,
  endedSessions: number,
  earlier: EarlierAccess | undefined,
): Promise<void> => {
  const { revokedKeys, withdrawnInvitations } = earlier ?? {};
  const ended = earlier && { revokedKeys, withdrawnInvitations };
  return recordAccountAudit(tx, user, { action: 'auth.password_reset', metadata: { endedSessions, ...ended } });
};

/** Locks the user, so that of several requests with one token, one succeeds. The caller deletes the token. @throws AppError LINK_GONE */
const useToken = async ({ sql }: Transaction, token: string, kind: Kind): Promise<UsedToken> => {
  const presented = readSecretToken(token);
  if (!presented) throw new AppError('LINK_GONE', { reason: 'not a token' });
  await sql.$queryRaw`
    SELECT 1 FROM "user" WHERE id = (SELECT user_id FROM email_token WHERE id = ${presented.id}::uuid) FOR NO KEY UPDATE`;
  const row = await sql.emailToken.findFirst({ where: { id: presented.id, kind, expiresAt: { gt: new Date() } } });
  if (!row || !isSameHash(row.hash, presented.hash)) throw new AppError('LINK_GONE', { id: presented.id });
  return { userId: row.userId as UserId, email: row.email };
};

const rethrowAsTaken = (error: unknown): never => {
  throw isUniqueViolation(error) ? new AppError('EMAIL_TAKEN') : error;
};
