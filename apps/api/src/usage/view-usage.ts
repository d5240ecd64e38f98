import type { UsageView } from '@media/contracts';
import { type OrganizationId, storageBytesOf } from '@media/core';
import type { UsageCounts } from '@media/database';

export const viewUsage = async (
  { usage: counts }: { usage: Pick<UsageCounts, 'view'> },
  organizationId: OrganizationId,
): Promise<UsageView> => {
  const { usage, limits } = await counts.view(organizationId);
  return { storageBytes: storageBytesOf(usage), ...usage, limits };
};
