import {
  AppError,
  type AuditEvent,
  type OrganizationId,
  type RequestActor,
  type Role,
  responsibleUser,
  type UserId,
} from '@media/core';
import { recordAudit } from './audit-entries.js';
import { checkRole, withdrawInvitations } from './invitations.js';
import { lockOrganization } from './lock-organization.js';
import type { Database, Transaction } from './transaction.js';

export type MemberRow = { userId: UserId; email: string; name: string | null; role: Role; joinedAt: Date };

/** A place in the list of members, which is in the order in which they joined. */
export type MemberPosition = Pick<MemberRow, 'userId' | 'joinedAt'>;

/** A change of a member by another one. */
export type MemberChange = { actor: RequestActor; userId: UserId };

/** Members of organizations. The personal organization of an account always has that account as an owner. */
export const memberRepository = ({ sql, transaction }: Database) => ({
  /** Up to `limit` members after a place in the list. */
  list: async (organizationId: OrganizationId, limit: number, after?: MemberPosition): Promise<MemberRow[]> => {
    const rows = await sql.membership.findMany({
      where: {
        organizationId,
        ...(after && {
          OR: [{ joinedAt: { gt: after.joinedAt } }, { joinedAt: after.joinedAt, userId: { gt: after.userId } }],
        }),
      },
      select: { role: true, joinedAt: true, user: { select: { id: true, email: true, name: true } } },
      orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
      take: limit,
    });
    return rows.map(({ role, joinedAt, user: { id, email, name } }) => ({
      ...{ userId: id as UserId, email, name, role, joinedAt },
    }));
  },

  /**
   * Gives a member another role. Two changes at once can't leave an organization without an owner.
   * @throws AppError MEMBER_NOT_FOUND, ROLE_TOO_HIGH, LAST_OWNER, PERSONAL_ORGANIZATION
   */
  changeRole: (change: MemberChange, role: Role): Promise<MemberRow> =>
    transaction(async (tx) => {
      const { actor, userId } = change;
      const { organizationId } = actor;
      const { own, target } = await lockMembers(tx, change);
      checkRole(actor, own, target.role);
      checkRole(actor, own, role);
      if (role !== 'owner') await keepOwner(tx, organizationId, target);
      const withdrawnInvitations = await withdrawInvitations(tx, organizationId, userId, role);
      const row = await tx.sql.membership.update({
        where: { organizationId_userId: { organizationId, userId } },
        data: { role },
        select: { joinedAt: true, user: { select: { email: true, name: true } } },
      });
      const metadata = { from: target.role, to: role, withdrawnInvitations };
      await record(tx, change, row.user, { action: 'member.role_changed', metadata });
      return { userId, role, joinedAt: row.joinedAt, ...row.user };
    }),

  /**
   * Removes a member, who can be the one who asks: then they leave.
   * @throws AppError like `changeRole`
   */
  remove: (change: MemberChange): Promise<void> =>
    transaction(async (tx) => {
      const { actor, userId } = change;
      const { organizationId } = actor;
      const { own, target } = await lockMembers(tx, change);
      checkRole(actor, own, target.role);
      await keepOwner(tx, organizationId, target);
      const withdrawnInvitations = await withdrawInvitations(tx, organizationId, userId);
      const { user } = await tx.sql.membership.delete({
        where: { organizationId_userId: { organizationId, userId } },
        select: { user: { select: { email: true, name: true } } },
      });
      const action = actor.type === 'user' && actor.id === userId ? 'member.left' : 'member.removed';
      await record(tx, change, user, { action, metadata: { role: target.role, withdrawnInvitations } });
    }),
});
export type Members = ReturnType<typeof memberRepository>;

type MemberEvent = Pick<AuditEvent<'member.role_changed' | 'member.removed' | 'member.left'>, 'action' | 'metadata'>;

const record = (
  tx: Transaction,
  { actor, userId }: MemberChange,
  { name, email }: Pick<MemberRow, 'name' | 'email'>,
  event: MemberEvent,
): Promise<void> => recordAudit(tx, actor, { ...event, targets: [{ type: 'user', id: userId, name: name ?? email }] });

type Target = { role: Role; isPersonal: boolean };

/** Locks the organization, so that changes of its members happen one after another, and reads the roles as they are then. */
const lockMembers = async (
  tx: Transaction,
  { actor, userId }: MemberChange,
): Promise<{ own: Role; target: Target }> => {
  const { organizationId } = actor;
  const by = responsibleUser(actor);
  await lockOrganization(tx, organizationId);
  const rows = await tx.sql.membership.findMany({ where: { organizationId, userId: { in: [by, userId] } } });
  const own = rows.find((row) => row.userId === by);
  if (!own) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId });
  const target = rows.find((row) => row.userId === userId);
  if (!target) throw new AppError('MEMBER_NOT_FOUND', { userId });
  return { own: own.role, target };
};

const keepOwner = async ({ sql }: Transaction, organizationId: OrganizationId, target: Target): Promise<void> => {
  if (target.isPersonal) throw new AppError('PERSONAL_ORGANIZATION', { organizationId });
  if (target.role !== 'owner') return;
  if ((await sql.membership.count({ where: { organizationId, role: 'owner' } })) === 1)
    throw new AppError('LAST_OWNER', { organizationId });
};
