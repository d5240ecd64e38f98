import { AppError, type OrganizationId, type Role, type SessionId, type UserId } from '@media/core';
import { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import type { Database } from './transaction.js';

export type Account = {
  id: UserId;
  email: string;
  name: string | null;
  organizations: { id: OrganizationId; name: string; role: Role }[];
};
export type Member = { organizationId: OrganizationId; userId: UserId; role: Role };

const WITH_ORGANIZATIONS = {
  memberships: { include: { organization: true }, orderBy: [{ isPersonal: 'desc' }, { organizationId: 'asc' }] },
} satisfies Prisma.UserInclude;
type UserRow = Prisma.UserGetPayload<{ include: typeof WITH_ORGANIZATIONS }>;

const toAccount = (row: UserRow): Account => ({
  id: row.id as UserId,
  email: row.email,
  name: row.name,
  organizations: row.memberships.map(({ organization, role }) => ({
    id: organization.id as OrganizationId,
    name: organization.name,
    role,
  })),
});

/** Users, the organizations they belong to, and their sessions. */
export const accountRepository = ({ sql, transaction }: Database) => ({
  /** Makes a user with a personal organization. @throws AppError EMAIL_TAKEN */
  register: async (user: { email: string; name?: string; passwordHash: string }): Promise<Account> => {
    const id = newId<'UserId'>();
    const organization = { id: newId<'OrganizationId'>(), name: user.name ?? user.email };
    const memberships = {
      create: { role: 'owner' as const, isPersonal: true, organization: { create: organization } },
    };
    try {
      const row = await transaction((tx) =>
        tx.sql.user.create({ data: { id, ...user, memberships }, include: WITH_ORGANIZATIONS }),
      );
      return toAccount(row);
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
        throw new AppError('EMAIL_TAKEN', {}, { cause: error });
      }
      throw error;
    }
  },

  find: async (id: UserId): Promise<Account | undefined> => {
    const row = await sql.user.findUnique({ where: { id }, include: WITH_ORGANIZATIONS });
    return row ? toAccount(row) : undefined;
  },

  findByEmail: async (email: string): Promise<{ account: Account; passwordHash: string } | undefined> => {
    const row = await sql.user.findUnique({ where: { email }, include: WITH_ORGANIZATIONS });
    return row ? { account: toAccount(row), passwordHash: row.passwordHash } : undefined;
  },

  /** The caller's place in the named organization, or in the personal one when none is named. */
  member: async (userId: UserId, organizationId?: OrganizationId): Promise<Member | undefined> => {
    const where = organizationId ? { userId, organizationId } : { userId, isPersonal: true };
    const row = await sql.membership.findFirst({ where });
    return row ? { organizationId: row.organizationId as OrganizationId, userId, role: row.role } : undefined;
  },
});
export type Accounts = ReturnType<typeof accountRepository>;

export type Session = { id: SessionId; userId: UserId; expiresAt: Date };

/** An ended session is kept this long, for whoever asks how it ended. */
const ENDED_KEPT_MS = 7 * 24 * 3_600_000;

/** Sign-ins. Rotation is a compare-and-set on the refresh token's id, so of two racing refreshes one wins. */
export const sessionRepository = ({ sql }: Database) => ({
  create: async (session: Session & { refreshJti: string; userAgent?: string }): Promise<void> => {
    await sql.session.create({ data: session });
  },

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

  revoke: async (id: SessionId): Promise<void> => {
    await sql.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  },

  /** Forgets sessions that ended long ago. */
  prune: async (): Promise<void> => {
    await sql.$executeRaw`
      DELETE FROM session WHERE expires_at < now() - ${ENDED_KEPT_MS} * interval '1 millisecond'
        OR revoked_at < now() - ${ENDED_KEPT_MS} * interval '1 millisecond'`;
  },

  find: async (id: SessionId): Promise<Session | undefined> => {
    const row = await sql.session.findUnique({ where: { id } });
    return row ? { id, userId: row.userId as UserId, expiresAt: row.expiresAt } : undefined;
  },
});
export type Sessions = ReturnType<typeof sessionRepository>;
