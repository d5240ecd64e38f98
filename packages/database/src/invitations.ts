import {
  AppError,
  type AuditTarget,
  canAssign,
  hasRole,
  type InvitationId,
  type OrganizationId,
  type RequestActor,
  ROLE_PERMISSIONS,
  ROLES,
  type Role,
  responsibleUser,
  type UserActor,
  type UserId,
} from '@media/core';
import { recordAudit } from './audit-entries.js';
import { databaseNow } from './database-now.js';
import { Prisma } from './generated/client.js';
import { lockAccess } from './lock-access.js';
import { lockOrganization } from './lock-organization.js';
import { lockUser } from './lock-user.js';
import { newId } from './new-id.js';
import { pruneBatch } from './prune.js';
import { createSecretToken, isSameHash, readSecretToken, type TokenHash } from './secret-token.js';
import type { Database, Transaction } from './transaction.js';

/** `invitedBy` is the name of the user who invited, or their email address if they have none. */
export type Invitation = {
  id: InvitationId;
  organization: { id: OrganizationId; name: string };
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
};
export type NewInvitation = { actor: RequestActor; email: string; role: Role };

const LIFETIME_MS = 7 * 24 * 3_600_000;
/** Each repeated request gets its own token. More than a client that retries ever needs. */
const MAX_TOKENS = 10;

const WITH_NAMES = {
  organization: { select: { id: true, name: true } },
  inviter: { select: { name: true, email: true } },
} satisfies Prisma.InvitationInclude;
type Row = Prisma.InvitationGetPayload<{ include: typeof WITH_NAMES }>;

const toInvitation = ({ id, organization, email, role, inviter, createdAt, expiresAt }: Row): Invitation => ({
  ...{ id: id as InvitationId, email, role, createdAt, expiresAt },
  organization: { id: organization.id as OrganizationId, name: organization.name },
  invitedBy: inviter.name ?? inviter.email,
});

const gone = (): AppError => new AppError('INVITATION_GONE');

/** Invitations to organizations. A row exists as long as its token works: accepting and revoking delete it (docs/decisions/0059). */
export const invitationRepository = ({ sql, transaction }: Database) => ({
  /**
   * Invites an email address, and replaces an earlier invitation of it. The token appears only here.
   * @throws AppError ORGANIZATION_NOT_FOUND, FORBIDDEN, ROLE_TOO_HIGH, ALREADY_MEMBER, UNAUTHENTICATED, API_KEY_INVALID
   */
  create: (invited: NewInvitation): Promise<{ invitation: Invitation; token: string }> =>
    transaction(async (tx) => {
      await checkInvitation(tx, invited);
      const { actor, email, role } = invited;
      const { organizationId } = actor;
      const invitedBy = responsibleUser(actor);
      await tx.sql.invitation.deleteMany({ where: { organizationId, email } });
      const id = newId();
      const { token, hash } = createSecretToken(id);
      const createdAt = await databaseNow(tx);
      const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS);
      const data = { id, organizationId, email, role, invitedBy, tokenHashes: [hash], createdAt, expiresAt };
      const invitation = toInvitation(await tx.sql.invitation.create({ data, include: WITH_NAMES }));
      await record(tx, actor, 'invitation.created', invitation);
      return { invitation, token };
    }),

  /** Another token for an invitation, whose first one was lost with a response. @throws AppError INVITATION_GONE */
  addToken: async (organizationId: OrganizationId, id: InvitationId): Promise<string> => {
    const { token, hash } = createSecretToken(id);
    const count = await sql.$executeRaw`
      UPDATE invitation SET token_hashes = (array_append(token_hashes, ${hash}))[greatest(1, cardinality(token_hashes) + 2 - ${MAX_TOKENS}::int):]
      WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid AND expires_at > now()`;
    if (count === 0) throw gone();
    return token;
  },

  /** Up to `limit` open invitations after an id, oldest first. */
  list: async (organizationId: OrganizationId, limit: number, after?: InvitationId): Promise<Invitation[]> => {
    const rows = await sql.invitation.findMany({
      where: { organizationId, expiresAt: { gt: await databaseNow({ sql }) }, ...(after && { id: { gt: after } }) },
      include: WITH_NAMES,
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(toInvitation);
  },

  /** @throws AppError INVITATION_NOT_FOUND, ROLE_TOO_HIGH, ORGANIZATION_NOT_FOUND */
  revoke: (actor: RequestActor, id: InvitationId): Promise<void> =>
    transaction(async (tx) => {
      const { organizationId } = actor;
      await lockOrganization(tx, organizationId);
      const invitation = await tx.sql.invitation.findFirst({ where: { id, organizationId }, include: WITH_NAMES });
      if (!invitation) throw new AppError('INVITATION_NOT_FOUND', { id });
      checkRole(actor, await managerRole(tx, organizationId, responsibleUser(actor)), invitation.role);
      const { count } = await tx.sql.invitation.deleteMany({ where: { id } });
      if (count === 0) throw new AppError('INVITATION_NOT_FOUND', { id });
      await record(tx, actor, 'invitation.revoked', toInvitation(invitation));
    }),

  /** @throws AppError INVITATION_GONE */
  lookup: (token: string): Promise<Invitation> => findOpen({ sql }, token),

  /**
   * Makes a user a member. Of several calls at once, one succeeds.
   * @throws AppError INVITATION_GONE, INVITATION_FOR_OTHER_ADDRESS, ALREADY_MEMBER, UNAUTHENTICATED
   */
  accept: (actor: UserActor, token: string): Promise<Invitation> =>
    transaction(async (tx) => {
      const seen = await findOpen(tx, token);
      // Before the invitation, like everything that changes members. Both can be gone by the time the lock is granted.
      await lockOrganization(tx, seen.organization.id).catch(() => Promise.reject(gone()));
      const invitation = await findOpen(tx, token);
      const { id, organization, email, role } = invitation;
      if ((await lockUser(tx, actor.id)).email !== email)
        throw new AppError('INVITATION_FOR_OTHER_ADDRESS', { invitedEmail: email });
      await checkNoMember(tx, organization.id, email);
      // A new password of its sender and the sweeper delete invitations without locking the organization.
      if ((await tx.sql.invitation.deleteMany({ where: { id } })).count === 0) throw gone();
      await tx.sql.membership.create({ data: { organizationId: organization.id, userId: actor.id, role } });
      await recordAcceptance(tx, actor, invitation);
      return invitation;
    }),

  /** Deletes a batch of expired invitations. Returns how many. */
  prune: (): Promise<number> =>
    pruneBatch({ sql }, { table: 'invitation', where: Prisma.sql`expires_at <= now()`, orderBy: 'expires_at' }),
});
export type Invitations = ReturnType<typeof invitationRepository>;

/** Revokes the invitations that a member can't send with another role, or after leaving. Returns how many. */
export const withdrawInvitations = async (
  { sql }: Transaction,
  organizationId: OrganizationId,
  invitedBy: UserId,
  own?: Role,
): Promise<number> => {
  const allowed = own && canManage(own) ? ROLES.filter((role) => canAssign(own, role)) : [];
  const { count } = await sql.invitation.deleteMany({
    where: { organizationId, invitedBy, role: { notIn: allowed } },
  });
  return count;
};

const canManage = (role: Role): boolean => ROLE_PERMISSIONS[role].includes('member.manage');

const targetOf = ({ id, email }: Invitation): AuditTarget<'invitation'> => ({ type: 'invitation', id, name: email });

const record = (
  tx: Transaction,
  actor: RequestActor,
  action: 'invitation.created' | 'invitation.revoked',
  invitation: Invitation,
): Promise<void> =>
  recordAudit(tx, actor, { action, targets: [targetOf(invitation)], metadata: { role: invitation.role } });

/** In the organization that the user joins. */
const recordAcceptance = (tx: Transaction, actor: UserActor, invitation: Invitation): Promise<void> => {
  const { organization, role } = invitation;
  const targets = [{ type: 'user', id: actor.id, name: actor.label } as const, targetOf(invitation)];
  const place = { ...actor, organizationId: organization.id };
  return recordAudit(tx, place, { action: 'invitation.accepted', targets, metadata: { role } });
};

const checkInvitation = async (tx: Transaction, { actor, email, role }: NewInvitation): Promise<void> => {
  const { organizationId } = actor;
  const userId = responsibleUser(actor);
  await lockOrganization(tx, organizationId);
  await lockAccess(tx, actor, { organizationId, userId });
  const own = await managerRole(tx, organizationId, userId);
  checkRole(actor, own, role);
  await checkNoMember(tx, organizationId, email);
  const where = { organizationId_email: { organizationId, email } };
  const earlier = await tx.sql.invitation.findUnique({ where });
  if (earlier) checkRole(actor, own, earlier.role);
};

/** The role of a member who can manage others, as it is under the organization's lock. */
const managerRole = async ({ sql }: Transaction, organizationId: OrganizationId, userId: UserId): Promise<Role> => {
  const member = await sql.membership.findUnique({ where: { organizationId_userId: { organizationId, userId } } });
  if (!member) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId });
  if (!canManage(member.role)) throw new AppError('FORBIDDEN', { permission: 'member.manage' });
  return member.role;
};

/**
 * `own`: the role of the actor, or of the creator of an API key. A key that lacks permissions of a role that manages members neither gives
 * nor takes it away. @throws AppError ROLE_TOO_HIGH
 */
export const checkRole = (actor: RequestActor, own: Role, role: Role): void => {
  const lacksPermissions = canManage(role) && !hasRole(actor, role);
  if (!canAssign(own, role) || lacksPermissions) throw new AppError('ROLE_TOO_HIGH', { role });
};

const checkNoMember = async ({ sql }: Transaction, organizationId: OrganizationId, email: string): Promise<void> => {
  if ((await sql.membership.count({ where: { organizationId, user: { email } } })) > 0)
    throw new AppError('ALREADY_MEMBER', { organizationId });
};

/** Compares with every hash, so that the time doesn't depend on which one matches. */
const isOneOf = (hashes: readonly TokenHash[], hash: TokenHash): boolean =>
  hashes.map((other) => isSameHash(other, hash)).includes(true);

const findOpen = async ({ sql }: Pick<Transaction, 'sql'>, token: string): Promise<Invitation> => {
  const presented = readSecretToken(token);
  const row = presented && (await sql.invitation.findUnique({ where: { id: presented.id }, include: WITH_NAMES }));
  if (!row || !isOneOf(row.tokenHashes, presented.hash)) throw gone();
  if (row.expiresAt <= (await databaseNow({ sql }))) throw gone();
  return toInvitation(row);
};
