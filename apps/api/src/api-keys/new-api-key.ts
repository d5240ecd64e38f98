import { randomBytes } from 'node:crypto';
import {
  apiKeyFrom,
  apiKeyPrefix,
  PERMISSIONS,
  type Permission,
  type RequestActor,
  requirePermission,
  responsibleUser,
} from '@media/core';
import type { NewApiKey } from '@media/database';
import { hashApiKey } from './hash-api-key.js';

type Details = { name: string; scopes: readonly Permission[]; expiresAt: Date | null };

/** A key that a key creates ends with it at the latest. */
const endOf = (actor: RequestActor, expiresAt: Date | null): Date | null => {
  const latest = actor.type === 'apiKey' ? actor.expiresAt : undefined;
  return latest && (!expiresAt || expiresAt > latest) ? latest : expiresAt;
};

/**
 * A key, and what is stored of it. A key that a key creates belongs to the same user, and ends with it at the latest.
 * @throws AppError FORBIDDEN for a scope that the actor doesn't have
 */
export const newApiKey = (actor: RequestActor, details: Details): { key: string; stored: NewApiKey } => {
  const scopes = PERMISSIONS.filter((permission) => details.scopes.includes(permission));
  for (const scope of scopes) requirePermission(actor, scope);
  const key = apiKeyFrom(randomBytes(32));
  return {
    key,
    stored: {
      ...{ name: details.name, scopes, expiresAt: endOf(actor, details.expiresAt) },
      ...{ organizationId: actor.organizationId, createdBy: responsibleUser(actor) },
      ...{ hash: hashApiKey(key), prefix: apiKeyPrefix(key) },
    },
  };
};
