import {
  type Actor,
  AppError,
  type AuditEvent,
  type OrganizationId,
  type Role,
  type UserActor,
  type UserId,
} from '@media/core';
import { recordAudit } from './audit-entries.js';
import type { Prisma } from './generated/client.js';
import { type LockedOrganization, lockOrganization } from './lock-organization.js';
import { lockUser } from './lock-user.js';
import { newId } from './new-id.js';
import type { Database } from './transaction.js';

/** An organization, as one of its members sees it. */
export type Organization = {
  id: OrganizationId;
  name: string;
  role: Role;
  isPersonal: boolean;
  /** Hosts whose pages can embed its videos. Empty for any. */
  embedDomains: string[];
  /** Whether views of its videos by people without an account are counted. */
  viewerStatistics: boolean;
  createdAt: Date;
};
export type OrganizationChanges = {
  [Field in 'name' | 'embedDomains' | 'viewerStatistics']?: Organization[Field] | undefined;
};

/** A place in a user's list of organizations: the personal one is first, the others follow by age. */
export type OrganizationPosition = Pick<Organization, 'id' | 'isPersonal'>;

type Row = Prisma.MembershipGetPayload<{ include: { organization: true } }>;
const toOrganization = ({ role, isPersonal, organization }: Row): Organization => {
  const { id, name, embedDomains, viewerStatistics, createdAt } = organization;
  return { id: id as OrganizationId, name, role, isPersonal, embedDomains, viewerStatistics, createdAt };
};

/** Organizations, each as one of its members sees it. */
export const organizationRepository = ({ sql, transaction }: Database) => ({
  /**
   * Creates an organization that the user owns, unless they own `most` already, besides the personal one.
   * @throws AppError TOO_MANY_ORGANIZATIONS, UNAUTHENTICATED if the account is gone
   */
  create: (actor: UserActor, name: string, most: number): Promise<Organization> =>
    transaction(async (tx) => {
      await lockUser(tx, actor.id, 'exclusive');
      const where = { userId: actor.id, role: 'owner', isPersonal: false } as const;
      if ((await tx.sql.membership.count({ where })) >= most) throw new AppError('TOO_MANY_ORGANIZATIONS', { most });
      const id = newId<'OrganizationId'>();
      const row = await tx.sql.membership.create({
        data: { role: 'owner', user: { connect: { id: actor.id } }, organization: { create: { id, name } } },
        include: { organization: true },
      });
      const targets = [{ type: 'organization', id, name }] as const;
      await recordAudit(tx, { ...actor, organizationId: id }, { action: 'organization.created', targets });
      return toOrganization(row);
    }),

  /** Up to `limit` organizations of a user after a place in the list. */
  list: async (userId: UserId, limit: number, after?: OrganizationPosition): Promise<Organization[]> => {
    const rows = await sql.membership.findMany({
      where: {
        userId,
        ...(after && {
          OR: [
            { isPersonal: after.isPersonal, organizationId: { gt: after.id } },
            ...(after.isPersonal ? [{ isPersonal: false }] : []),
          ],
        }),
      },
      include: { organization: true },
      orderBy: [{ isPersonal: 'desc' }, { organizationId: 'asc' }],
      take: limit,
    });
    return rows.map(toOrganization);
  },

  /** Whether an organization exists and isn't deleted. */
  exists: async (id: OrganizationId): Promise<boolean> =>
    (await sql.organization.count({ where: { id, deletedAt: null } })) === 1,

  /** @throws AppError ORGANIZATION_NOT_FOUND */
  view: async (userId: UserId, organizationId: OrganizationId): Promise<Organization> => {
    const where = { organizationId_userId: { organizationId, userId } };
    const row = await sql.membership.findUnique({ where, include: { organization: true } });
    if (!row) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId });
    return toOrganization(row);
  },

  /** @throws AppError ORGANIZATION_NOT_FOUND */
  update: (actor: Actor, changes: OrganizationChanges): Promise<void> =>
    transaction(async (tx) => {
      const { organizationId: id } = actor;
      const before = await lockOrganization(tx, id);
      const data = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const { name } = await tx.sql.organization.update({ where: { id }, data, select: { name: true } });
      const targets = [{ type: 'organization', id, name }] as const;
      for (const event of changeEvents(before, changes)) await recordAudit(tx, actor, { ...event, targets });
    }),
});
export type Organizations = ReturnType<typeof organizationRepository>;

type ChangeAction = 'organization.renamed' | 'organization.embedding_changed' | 'organization.statistics_changed';
type ChangeEvent = { [A in ChangeAction]: Pick<AuditEvent<A>, 'action' | 'metadata'> }[ChangeAction];

/** What the audit log says about changes. */
const changeEvents = (
  before: LockedOrganization,
  { name, embedDomains, viewerStatistics }: OrganizationChanges,
): ChangeEvent[] => {
  const events: ChangeEvent[] = [];
  if (name !== undefined) events.push({ action: 'organization.renamed', metadata: renaming(before.name, name) });
  if (embedDomains !== undefined)
    events.push({
      action: 'organization.embedding_changed',
      metadata: { from: before.embedDomains, to: embedDomains },
    });
  if (viewerStatistics !== undefined)
    events.push({ action: 'organization.statistics_changed', metadata: { to: viewerStatistics ? 'on' : 'off' } });
  return events;
};

/** A personal organization can be named after the address of its account, which entries mustn't keep. */
const renaming = (from: string, to: string) => (from.includes('@') ? { to } : { from, to });
