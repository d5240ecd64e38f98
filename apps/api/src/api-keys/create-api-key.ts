import type { ApiKeyCreated, CreateApiKeyRequest } from '@media/contracts';
import type { RequestActor } from '@media/core';
import type { ApiKeys } from '@media/database';
import { invalidFields } from '../http/invalid-fields.js';
import { newApiKey } from './new-api-key.js';
import { toApiKeyView } from './to-api-key-view.js';

/** @throws AppError FORBIDDEN for a scope that the actor doesn't have, REQUEST_INVALID for an expiry in the past */
export const createApiKey = async (
  { apiKeys }: { apiKeys: Pick<ApiKeys, 'create'> },
  actor: RequestActor,
  { name, scopes, expiresAt }: CreateApiKeyRequest,
): Promise<ApiKeyCreated> => {
  const expiry = expiresAt === undefined ? null : new Date(expiresAt);
  if (expiry && expiry.getTime() <= Date.now())
    throw invalidFields([{ path: 'expiresAt', message: 'Must be in the future' }]);
  const { key, stored } = newApiKey(actor, { name, scopes, expiresAt: expiry });
  return { ...toApiKeyView(await apiKeys.create(actor, stored)), key };
};
