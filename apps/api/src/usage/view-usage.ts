import type { UsageView } from '@media/contracts';
import { type OrganizationId, storageBytesOf } from '@media/core';
import type { TrashCommands, UsageCounts } from '@media/database';
import type { ApiConfig } from '@media/runtime';

const DAY_MS = 86_400_000;

type Deps = {
  usage: Pick<UsageCounts, 'view'>;
  trash: Pick<TrashCommands, 'usage'>;
  config: Pick<ApiConfig, 'trashMs'>;
};

export const viewUsage = async (
  { usage: counts, trash, config }: Deps,
  organizationId: OrganizationId,
): Promise<UsageView> => {
  const [{ usage, limits }, trashed] = await Promise.all([counts.view(organizationId), trash.usage(organizationId)]);
  const keptDays = config.trashMs / DAY_MS;
  return { storageBytes: storageBytesOf(usage), ...usage, trash: { ...trashed, keptDays }, limits };
};
