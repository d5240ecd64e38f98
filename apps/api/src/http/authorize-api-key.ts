import { type ApiKeyActor, AppError, apiKeyActor, isApiKey, looksLikeApiKey } from '@media/core';
import type { ApiKeys, OrganizationSelector, PresentedKey } from '@media/database';
import type { FastifyRequest } from 'fastify';
import { hashApiKey } from '../api-keys/hash-api-key.js';
import type { RecordKeyUse } from '../api-keys/record-key-use.js';
import { bearerOf } from './read-request.js';

export type ApiKeyDeps = { apiKeys: Pick<ApiKeys, 'authenticate' | 'hasPlayback'>; recordKeyUse: RecordKeyUse };

/** The API key in the Authorization header, valid or not. */
export const apiKeyOf = (request: FastifyRequest): string | undefined => {
  const credential = bearerOf(request);
  return credential !== undefined && looksLikeApiKey(credential) ? credential : undefined;
};

/**
 * Reads the key's row on every request, so that revocation and a new role of the creator apply immediately.
 * @throws AppError API_KEY_INVALID
 */
export const verifyApiKey = async (
  { apiKeys, recordKeyUse }: ApiKeyDeps,
  key: string,
  selector?: OrganizationSelector,
): Promise<PresentedKey> => {
  if (!isApiKey(key)) throw new AppError('API_KEY_INVALID', { reason: 'checksum' });
  const presented = await apiKeys.authenticate(hashApiKey(key), selector);
  if (!presented) throw new AppError('API_KEY_INVALID', { reason: 'unknown, expired or revoked' });
  recordKeyUse(presented);
  return presented;
};

export const toApiKeyActor = ({ endsAt, ...presented }: PresentedKey): ApiKeyActor =>
  apiKeyActor({ ...presented, expiresAt: endsAt ?? undefined });

/**
 * The key as an actor in its organization. Undefined if `selector` selects another one.
 * @throws AppError API_KEY_INVALID
 */
export const asApiKey = async (
  deps: ApiKeyDeps,
  key: string,
  selector: OrganizationSelector | undefined,
): Promise<ApiKeyActor | undefined> => {
  const presented = await verifyApiKey(deps, key, selector);
  return presented.isSelected ? toApiKeyActor(presented) : undefined;
};
