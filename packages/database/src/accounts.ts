import {
  AppError,
  type OrganizationId,
  type PlaybackMaker,
  type Priority,
  type RequestContext,
  type Role,
  type SessionId,
  type UserId,
} from '@media/core';
import { type Admission, checkAdmission } from './admission.js';
import { type AccountHolder, recordAccountAudit } from './audit-entries.js';
import { type AccountDeletion, deleteAccount } from './delete-account.js';
import { deleteTokens } from './email-tokens.js';
import { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import { isSelected, type OrganizationSelector } from './organization-selector.js';
import { revokeSessions, type SignedInUser } from './sessions.js';
import type { Database } from './transaction.js';

export type Account = {
  id: UserId;
  email: string;
  name: string | null;
  /** When the user confirmed the address. */
  emailVerifiedAt: Date | null;
  organizations: { id: OrganizationId; name: string; role: Role; highestPriority: Priority }[];
};
/** `name` is the user's name, or the email address if there is none. */
export type Member = { organizationId: OrganizationId; role: Role; name: string; playbackEpoch: number };

/** A member who made playback tokens. */
export type PlaybackMember = Extract<PlaybackMaker, { userId: UserId }> & { organizationId: OrganizationId };

const WITH_ORGANIZATIONS = {
  memberships: { include: { organization: true }, orderBy: [{ isPersonal: 'desc' }, { organizationId: 'asc' }] },
} satisfies Prisma.UserInclude;
type UserRow = Prisma.UserGetPayload<{ include: typeof WITH_ORGANIZATIONS }>;

const toAccount = (row: UserRow): Account => ({
  id: row.id as UserId,
  email: row.email,
  name: row.name,
  emailVerifiedAt: row.emailVerifiedAt,
  organizations: row.memberships.map(({ organization, role }) => ({
    id: organization.id as OrganizationId,
    name: organization.name,
    role,
    highestPriority: organization.priority,
  })),
});

/** Users and their organizations. */
export const accountRepository = ({ sql, transaction }: Database) => ({
  /**
   * Creates a user with a personal organization.
   * @throws AppError EMAIL_TAKEN, INVITATION_GONE, and `unlessFirst` if there is already an account
   */
  register: async (
    user: { email: string; name?: string; passwordHash: string },
    admission: Admission = {},
    context?: RequestContext,
  ): Promise<Account> => {
    const id = newId<'UserId'>();
    const organization = { id: newId<'OrganizationId'>(), name: user.name ?? user.email };
    const row = await transaction(async (tx) => {
      await checkAdmission(tx, admission);
      // ON CONFLICT DO NOTHING: a constraint violation would write the address to PostgreSQL's log.
      const { count } = await tx.sql.user.createMany({ data: { id, ...user }, skipDuplicates: true });
      if (count === 0) throw new AppError('EMAIL_TAKEN');
      await tx.sql.membership.create({
        data: { role: 'owner', isPersonal: true, organization: { create: organization }, user: { connect: { id } } },
      });
      await recordAccountAudit(tx, { id, ...(context && { context }) }, { action: 'account.created' });
      return tx.sql.user.findUniqueOrThrow({ where: { id }, include: WITH_ORGANIZATIONS });
    });
    return toAccount(row);
  },

  /** Whether there is any account. */
  exist: async (): Promise<boolean> => (await sql.user.findFirst({ select: { id: true } })) !== null,

  find: async (id: UserId): Promise<Account | undefined> => {
    const row = await sql.user.findUnique({ where: { id }, include: WITH_ORGANIZATIONS });
    return row ? toAccount(row) : undefined;
  },

  /** One query whether the account exists or not, so that timing doesn't reveal it. */
  credentialsOf: async (email: string): Promise<{ id: UserId; passwordHash: string } | undefined> => {
    const row = await sql.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
    return row ? { id: row.id as UserId, passwordHash: row.passwordHash } : undefined;
  },

  /** Whether the user has confirmed the address. */
  isVerified: async (id: UserId): Promise<boolean> =>
    (await sql.user.count({ where: { id, emailVerifiedAt: { not: null } } })) === 1,

  /** @throws AppError UNAUTHENTICATED when the account is gone */
  rename: (user: AccountHolder, name: string | null): Promise<void> =>
    transaction(async (tx) => {
      const { id } = user;
      const { count } = await tx.sql.user.updateMany({ where: { id }, data: { name } });
      if (count === 0) throw new AppError('UNAUTHENTICATED', { id, reason: 'no account' });
      await recordAccountAudit(tx, user, { action: 'account.renamed' });
    }),

  credentials: async (id: UserId): Promise<{ email: string; passwordHash: string } | undefined> =>
    (await sql.user.findUnique({ where: { id }, select: { email: true, passwordHash: true } })) ?? undefined,

  /**
   * Replaces a password. Ends all playback tokens of the user, links sent to them, and sessions but that of `user`. Returns the ended
   * sessions, or undefined if the password no longer matches `spentHash`: of two concurrent changes, one wins.
   */
  changePassword: (user: SignedInUser, spentHash: string, nextHash: string): Promise<SessionId[] | undefined> =>
    transaction(async (tx) => {
      const { id, sessionId } = user;
      const where = { id, passwordHash: spentHash };
      const data = { passwordHash: nextHash, playbackEpoch: { increment: 1 } };
      const { count } = await tx.sql.user.updateMany({ where, data });
      if (count === 0) return undefined;
      await deleteTokens(tx, id);
      const ended = await revokeSessions(tx, { userId: id, id: { not: sessionId } });
      const metadata = { endedSessions: ended.length };
      await recordAccountAudit(tx, user, { action: 'auth.password_changed', metadata });
      return ended;
    }),

  /**
   * Deletes a user whose password matched `passwordHash`, with everything that only they have.
   * @throws AppError SOLE_OWNER with the organizations that would be left without an owner
   */
  delete: (user: AccountHolder, passwordHash: string): Promise<AccountDeletion> =>
    transaction((tx) => deleteAccount(tx, user, passwordHash)),

  /**
   * The user's membership in the selected organization, or in the personal one by default. One query,
   * whether the organization exists or not.
   */
  member: async (userId: UserId, selector?: OrganizationSelector): Promise<Member | undefined> => {
    const [member] = await sql.$queryRaw<Member[]>`
      SELECT organization_id AS "organizationId", role, coalesce("user".name, "user".email) AS name,
        playback_epoch AS "playbackEpoch"
      FROM membership JOIN "user" ON "user".id = user_id WHERE user_id = ${userId}::uuid AND ${selector ? isSelected(selector) : Prisma.sql`is_personal`}`;
    return member;
  },

  /** Whether the playback tokens of a user still work in an organization: they are a member and haven't ended them. */
  hasPlayback: async (
    { userId, epoch }: Extract<PlaybackMaker, { userId: UserId }>,
    organizationId: OrganizationId,
  ): Promise<boolean> => {
    const where = { userId, organizationId, user: { playbackEpoch: epoch } };
    return (await sql.membership.count({ where })) === 1;
  },

  /** Those whose playback tokens still work in their organization. */
  withPlayback: (makers: readonly PlaybackMember[]): Promise<PlaybackMember[]> =>
    sql.$queryRaw<PlaybackMember[]>`
      SELECT user_id AS "userId", organization_id AS "organizationId", epoch
      FROM unnest(${makers.map(({ userId }) => userId)}::uuid[], ${makers.map(({ organizationId }) => organizationId)}::uuid[],
        ${makers.map(({ epoch }) => epoch)}::int[]) AS maker (user_id, organization_id, epoch)
      JOIN membership USING (user_id, organization_id) JOIN "user" ON "user".id = user_id AND playback_epoch = epoch`,
});
export type Accounts = ReturnType<typeof accountRepository>;
