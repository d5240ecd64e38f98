import { type Actor, type ActorRef, type Permission, ROLE_PERMISSIONS, type Role } from '@media/core';
import { HAS_PLAYBACK } from './api-keys.js';
import type { Transaction } from './transaction.js';

/** An actor, or who one was, in an organization. */
type Asked = ActorRef & Pick<Actor, 'organizationId'>;

/**
 * Whether an actor who had a permission still has it. What a key has begun outlives its expiry, but not its revocation. The service itself
 * can do everything.
 */
export const canStill = async (
  { sql }: Pick<Transaction, 'sql'>,
  { type, id, organizationId }: Asked,
  permission: Permission,
): Promise<boolean> => {
  if (type === 'system') return true;
  if (type === 'playback') return permission === 'video.read';
  const [found] = await (type === 'user'
    ? sql.$queryRaw<Access[]>`
        SELECT role, NULL AS scopes FROM membership WHERE organization_id = ${organizationId}::uuid AND user_id = ${id}::uuid`
    : sql.$queryRaw<Access[]>`
        SELECT role, scopes FROM api_key JOIN membership USING (organization_id)
        WHERE api_key.id = ${id}::uuid AND organization_id = ${organizationId}::uuid AND user_id = created_by AND ${HAS_PLAYBACK}`);
  if (!found) return false;
  return ROLE_PERMISSIONS[found.role].includes(permission) && (found.scopes?.includes(permission) ?? true);
};

/** `scopes`: of a key; null for a user. */
type Access = { role: Role; scopes: string[] | null };
