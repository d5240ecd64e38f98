import { AppError, isAbove, type OrganizationId, type Priority } from '@media/core';
import type { Database, Transaction } from './transaction.js';

/** @throws AppError PRIORITY_TOO_HIGH if it is above the organization's own */
export const checkPriority = async (
  { sql }: Pick<Database | Transaction, 'sql'>,
  organizationId: OrganizationId,
  priority: Priority,
): Promise<void> => {
  const { priority: highestPriority } = await sql.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { priority: true },
  });
  if (isAbove(priority, highestPriority)) throw new AppError('PRIORITY_TOO_HIGH', { priority, highestPriority });
};
