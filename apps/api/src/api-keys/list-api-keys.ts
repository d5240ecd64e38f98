import { ApiKeyId, type ApiKeyView, type Page, type PageQuery } from '@media/contracts';
import type { OrganizationId } from '@media/core';
import type { ApiKeys } from '@media/database';
import { z } from 'zod';
import { pageCursor } from '../http/page-cursor.js';
import { toApiKeyView } from './to-api-key-view.js';

const CURSOR = pageCursor(z.strictObject({ id: ApiKeyId }));

/** The keys of an organization, the newest first. */
export const listApiKeys = async (
  { apiKeys }: { apiKeys: Pick<ApiKeys, 'list'> },
  organizationId: OrganizationId,
  { limit, cursor }: PageQuery,
): Promise<Page<ApiKeyView>> => {
  const rows = await apiKeys.list(organizationId, limit + 1, CURSOR.parse(cursor)?.id);
  return CURSOR.toPage(rows, limit, toApiKeyView, ({ id }) => ({ id }));
};
