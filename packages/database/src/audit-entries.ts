import {
  type AccountAction,
  type Actor,
  AUDIT_ACTIONS,
  type AuditEvent,
  NO_CONTEXT,
  type OrganizationId,
  type UserActor,
} from '@media/core';
import type { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import type { Transaction } from './transaction.js';

/** The actor of an entry, and the organization whose log it is in. */
export type AuditActor = Pick<Actor, 'type' | 'id' | 'label' | 'context' | 'organizationId'>;

const toRow = ({ organizationId, ...actor }: AuditActor, { action, targets, metadata = {} }: AuditEvent) => ({
  ...{ id: newId(), organizationId, action, actorType: actor.type, actorId: actor.id, actorName: actor.label },
  ...{ targets: targets as Prisma.InputJsonArray, targetIds: targets.map(({ id }) => id) },
  ...{ metadata: metadata as Prisma.InputJsonObject, ...(actor.context ?? NO_CONTEXT) },
});

/** Writes the entry of a command, in its transaction. */
export const recordAudit = async (
  { sql }: Pick<Transaction, 'sql'>,
  actor: AuditActor,
  event: AuditEvent,
): Promise<void> => {
  await sql.auditEntry.createMany({ data: [toRow(actor, event)] });
};

type AccountEvent = Pick<AuditEvent<AccountAction>, 'action' | 'metadata'>;

/** The user of an account, who does something to it. */
export type AccountHolder = Pick<UserActor, 'id' | 'context'>;

type Membership = { organizationId: string; isPersonal: boolean; user: { name: string | null; email: string } };

/**
 * Writes the entries of a command on an account: in the personal organization and, for some actions, in every other one of the user. Those
 * don't learn where from, because their members may not know it.
 */
export const recordAccountAudit = async (
  { sql }: Pick<Transaction, 'sql'>,
  { id, context }: AccountHolder,
  { action, metadata = {} }: AccountEvent,
  by?: SystemPart,
): Promise<void> => {
  const memberships = await sql.membership.findMany({
    where: { userId: id, ...(AUDIT_ACTIONS[action].account === 'personal' && { isPersonal: true }) },
    select: { organizationId: true, isPersonal: true, user: { select: { name: true, email: true } } },
  });
  const toEntry = ({ organizationId, isPersonal, user: { name, email } }: Membership) => {
    const label = name ?? email;
    const actor = by ?? ({ type: 'user', id, label } as const);
    const place = { organizationId: organizationId as OrganizationId, ...(isPersonal && context && { context }) };
    return toRow({ ...actor, ...place }, {
      action,
      metadata,
      targets: [{ type: 'user', id, name: label }],
    } as AuditEvent);
  };
  await sql.auditEntry.createMany({ data: memberships.map(toEntry) });
};

/** A part of the service that acts on an account by itself. */
type SystemPart = { type: 'system'; id: null; label: string };
