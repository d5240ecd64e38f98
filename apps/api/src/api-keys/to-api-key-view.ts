import type { ApiKeyView } from '@media/contracts';
import type { ApiKeyRow } from '@media/database';

export const toApiKeyView = ({ createdAt, lastUsedAt, expiresAt, revokedAt, ...key }: ApiKeyRow): ApiKeyView => ({
  ...key,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});
