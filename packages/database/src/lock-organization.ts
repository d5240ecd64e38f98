import { AppError, type OrganizationId } from '@media/core';
import type { Transaction } from './transaction.js';

export type LockedOrganization = { name: string; embedDomains: string[] };

/**
 * Locks an organization that isn't deleted, so that changes of its members and its deletion happen one after another.
 * @throws AppError ORGANIZATION_NOT_FOUND
 */
export const lockOrganization = async ({ sql }: Transaction, id: OrganizationId): Promise<LockedOrganization> => {
  const [organization] = await sql.$queryRaw<LockedOrganization[]>`
    SELECT name, coalesce(embed_domains, '{}') AS "embedDomains" FROM organization WHERE id = ${id}::uuid AND deleted_at IS NULL FOR NO KEY UPDATE`;
  if (!organization) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId: id });
  return organization;
};
