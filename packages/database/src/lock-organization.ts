import { AppError, type OrganizationId } from '@media/core';
import type { Transaction } from './transaction.js';

/**
 * Locks an organization that isn't deleted, so that changes of its members and its deletion happen one after another.
 * @throws AppError ORGANIZATION_NOT_FOUND
 */
export const lockOrganization = async ({ sql }: Transaction, id: OrganizationId): Promise<{ name: string }> => {
  const [organization] = await sql.$queryRaw<{ name: string }[]>`
    SELECT name FROM organization WHERE id = ${id}::uuid AND deleted_at IS NULL FOR NO KEY UPDATE`;
  if (!organization) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId: id });
  return organization;
};
