import { AppError, type OrganizationId, type SessionId, type UserId } from '@media/core';
import { type AccountHolder, recordAccountAudit } from './audit-entries.js';
import { eraseAuditNames } from './audit-erasure.js';
import { closeOrganization } from './organization-removal.js';
import { revokeSessions } from './sessions.js';
import type { Transaction } from './transaction.js';

/**
 * `deleted`: `left` are the organizations that go on without the user, `closed` is the personal one if nobody else is in it.
 * `gone`: another request has deleted the account. `passwordChanged`: since it was checked.
 */
export type AccountDeletion =
  | { outcome: 'deleted'; sessions: SessionId[]; left: OrganizationId[]; closed: OrganizationId | undefined }
  | { outcome: 'gone' }
  | { outcome: 'passwordChanged' };

/** An organization that would have no owner without the user. */
type SoleOwned = { id: OrganizationId; name: string; isPersonal: boolean; hasOtherMembers: boolean };
type Joined = SoleOwned & { isOnlyOwner: boolean };

/** The response lists no more. */
const MAX_LISTED = 100;

/**
 * Deletes a user. Foreign keys delete sessions, memberships, email tokens and the invitations that the user sent, and a trigger
 * revokes the API keys (docs/decisions/0060). @throws AppError SOLE_OWNER
 */
export const deleteAccount = async (
  tx: Transaction,
  holder: AccountHolder,
  passwordHash: string,
): Promise<AccountDeletion> => {
  const { id } = holder;
  const user = await lockAccount(tx, id);
  if (!user) return { outcome: 'gone' };
  if (user.passwordHash !== passwordHash) return { outcome: 'passwordChanged' };
  const joined = await organizationsOf(tx, id);
  checkOwners(joined);
  const closed = joined.find(({ isPersonal, hasOtherMembers }) => isPersonal && !hasOtherMembers)?.id;
  await recordAccountAudit(tx, holder, { action: 'account.deleted' });
  await eraseAuditNames(tx, id);
  if (closed) await closeOrganization(tx, closed);
  await forgetAddress(tx, id);
  const sessions = await revokeSessions(tx, { userId: id });
  await tx.sql.user.delete({ where: { id } });
  const left = joined.map((organization) => organization.id).filter((other) => other !== closed);
  return { outcome: 'deleted', sessions, left, closed };
};

/**
 * Locks the user and their organizations, so that neither changes of members nor another deletion happen at the same time. Like all that
 * changes members, it locks the organizations first. The second time, it locks those that the user has joined meanwhile: with the user's
 * row locked, they join no others.
 */
const lockAccount = async (tx: Transaction, id: UserId): Promise<{ passwordHash: string } | undefined> => {
  await lockOrganizationsOf(tx, id);
  const [user] = await tx.sql.$queryRaw<{ passwordHash: string }[]>`
    SELECT password_hash AS "passwordHash" FROM "user" WHERE id = ${id}::uuid FOR UPDATE`;
  await lockOrganizationsOf(tx, id);
  return user;
};

const lockOrganizationsOf = async ({ sql }: Transaction, id: UserId): Promise<void> => {
  await sql.$queryRaw`
    SELECT 1 FROM organization WHERE id IN (SELECT organization_id FROM membership WHERE user_id = ${id}::uuid)
    ORDER BY id FOR NO KEY UPDATE`;
};

const organizationsOf = ({ sql }: Transaction, id: UserId): Promise<Joined[]> => sql.$queryRaw<Joined[]>`
  SELECT organization.id, name, is_personal AS "isPersonal", others.count > 0 AS "hasOtherMembers",
    role = 'owner' AND others.owners = 0 AS "isOnlyOwner"
  FROM membership JOIN organization ON organization.id = organization_id
  CROSS JOIN LATERAL (
    SELECT count(*), count(*) FILTER (WHERE other.role = 'owner') AS owners FROM membership other
    WHERE other.organization_id = organization.id AND other.user_id <> ${id}::uuid) others
  WHERE user_id = ${id}::uuid ORDER BY is_personal DESC, organization.id`;

/** A personal organization without other members goes with the account. Nothing else is deleted without being named. */
const checkOwners = (joined: readonly Joined[]): void => {
  const organizations: SoleOwned[] = joined
    .filter(({ isOnlyOwner, isPersonal, hasOtherMembers }) => isOnlyOwner && (!isPersonal || hasOtherMembers))
    .slice(0, MAX_LISTED)
    .map(({ isOnlyOwner: _, ...organization }) => organization);
  if (organizations.length > 0) throw new AppError('SOLE_OWNER', { organizations });
};

/** A personal organization that others keep can still be named after the address of the account, or one that it had before. */
const forgetAddress = async ({ sql }: Transaction, id: UserId): Promise<void> => {
  await sql.$executeRaw`
    UPDATE organization SET name = 'Shared organization' FROM membership
    WHERE organization.id = organization_id AND user_id = ${id}::uuid AND is_personal
      AND name ~ '^[^@[:space:]]+@[^@[:space:]]+$'`;
};
