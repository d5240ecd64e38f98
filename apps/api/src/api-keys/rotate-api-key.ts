import type { ApiKeyCreated } from '@media/contracts';
import type { ApiKeyId, RequestActor } from '@media/core';
import type { ApiKeys } from '@media/database';
import { newApiKey } from './new-api-key.js';
import { toApiKeyView } from './to-api-key-view.js';

/** @throws AppError FORBIDDEN for a scope that the actor doesn't have, API_KEY_NOT_FOUND, API_KEY_ENDED */
export const rotateApiKey = async (
  { apiKeys }: { apiKeys: Pick<ApiKeys, 'get' | 'rotate'> },
  actor: RequestActor,
  id: ApiKeyId,
  overlapSeconds: number,
): Promise<ApiKeyCreated> => {
  const { name, scopes, expiresAt } = await apiKeys.get(actor.organizationId, id);
  const { key, stored } = newApiKey(actor, { name, scopes, expiresAt });
  return { ...toApiKeyView(await apiKeys.rotate(actor, id, overlapSeconds, stored)), key };
};
