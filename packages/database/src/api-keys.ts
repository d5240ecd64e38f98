import {
  type Actor,
  type ApiKeyId,
  AppError,
  type AuditTarget,
  type OrganizationId,
  PERMISSIONS,
  type Permission,
  type Role,
  type UserId,
} from '@media/core';
import { recordAudit } from './audit-entries.js';
import { Prisma } from './generated/client.js';
import { lockAccess } from './lock-access.js';
import { newId } from './new-id.js';
import { isSelected, type OrganizationSelector } from './organization-selector.js';
import type { Database, Transaction } from './transaction.js';

export type ApiKeyRow = {
  id: ApiKeyId;
  name: string;
  prefix: string;
  scopes: Permission[];
  createdBy: UserId;
  /** The name or email address of the creator; null if the account is gone. */
  creatorName: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  /** When it stops working. In the future after a rotation with an overlap. */
  revokedAt: Date | null;
};

/** A key to store. `hash` is its SHA-256. */
export type NewApiKey = {
  organizationId: OrganizationId;
  createdBy: UserId;
  name: string;
  hash: Uint8Array;
  prefix: string;
  scopes: readonly Permission[];
  expiresAt: Date | null;
};

/** A key that works now. */
export type PresentedKey = {
  id: ApiKeyId;
  organizationId: OrganizationId;
  name: string;
  scopes: Permission[];
  createdBy: UserId;
  creatorRole: Role;
  lastUsedAt: Date | null;
  /** When it stops working: at its expiry, or at the end of an overlap. */
  endsAt: Date | null;
  /** Whether its organization is the selected one. */
  isSelected: boolean;
};

/** A key's expiry leaves alone what it has begun, such as the playback tokens that it made. */
export const HAS_PLAYBACK = Prisma.sql`coalesce(revoked_at > clock_timestamp(), true)`;
const WORKS = Prisma.sql`coalesce(least(expires_at, revoked_at) > clock_timestamp(), true)`;

const COLUMNS = Prisma.sql`
  api_key.id, api_key.name, prefix, scopes, created_by AS "createdBy", api_key.created_at AS "createdAt",
  last_used_at AS "lastUsedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  coalesce("user".name, "user".email) AS "creatorName"`;

const knownScopes = <Row extends { scopes: readonly string[] }>(row: Row) => ({
  ...row,
  scopes: PERMISSIONS.filter((permission) => row.scopes.includes(permission)),
});

const readOne = async (
  { sql }: Pick<Transaction, 'sql'>,
  organizationId: OrganizationId,
  id: ApiKeyId,
): Promise<ApiKeyRow> => {
  const [row] = await sql.$queryRaw<ApiKeyRow[]>`
    SELECT ${COLUMNS} FROM api_key LEFT JOIN "user" ON "user".id = created_by
    WHERE organization_id = ${organizationId}::uuid AND api_key.id = ${id}::uuid`;
  if (!row) throw new AppError('API_KEY_NOT_FOUND', { id });
  return knownScopes(row);
};

const targetOf = ({ id, name }: Pick<ApiKeyRow, 'id' | 'name'>): AuditTarget<'apiKey'> => ({
  type: 'apiKey',
  id,
  name,
});

const lockCreator = (tx: Transaction, actor: Actor, { organizationId, createdBy }: NewApiKey): Promise<void> =>
  lockAccess(tx, actor, { organizationId, userId: createdBy });

const insert = async (tx: Transaction, { scopes, hash, ...key }: NewApiKey): Promise<ApiKeyRow> => {
  const id = newId<'ApiKeyId'>();
  await tx.sql.apiKey.create({ data: { id, ...key, hash: Uint8Array.from(hash), scopes: [...scopes] } });
  return readOne(tx, key.organizationId, id);
};

/** Keys of programs. They have the organization, and at most the permissions, of their creator's membership. */
export const apiKeyRepository = ({ sql, transaction }: Database) => ({
  /** @throws AppError ORGANIZATION_NOT_FOUND, UNAUTHENTICATED or API_KEY_INVALID if the creator's access has just ended */
  create: (actor: Actor, key: NewApiKey): Promise<ApiKeyRow> =>
    transaction(async (tx) => {
      await lockCreator(tx, actor, key);
      const created = await insert(tx, key);
      const { scopes, expiresAt } = created;
      const metadata = { scopes, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) };
      await recordAudit(tx, actor, { action: 'key.created', targets: [targetOf(created)], metadata });
      return created;
    }),

  /** Whether the playback tokens of a key still work: it isn't revoked, or its overlap hasn't ended. */
  hasPlayback: async (id: ApiKeyId, organizationId: OrganizationId): Promise<boolean> => {
    const rows = await sql.$queryRaw<unknown[]>`
      SELECT 1 FROM api_key WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid
        AND ${HAS_PLAYBACK}`;
    return rows.length === 1;
  },

  /** The keys among `ids` whose playback tokens still work. */
  withPlayback: async (ids: readonly ApiKeyId[]): Promise<Set<ApiKeyId>> => {
    const rows = await sql.$queryRaw<{ id: ApiKeyId }[]>`
      SELECT id FROM api_key WHERE id = ANY(${ids}::uuid[]) AND ${HAS_PLAYBACK}`;
    return new Set(rows.map(({ id }) => id));
  },

  /** @throws AppError API_KEY_NOT_FOUND */
  get: (organizationId: OrganizationId, id: ApiKeyId): Promise<ApiKeyRow> => readOne({ sql }, organizationId, id),

  /** Up to `limit` keys, the newest first, after a place in the list. Includes keys that no longer work. */
  list: async (organizationId: OrganizationId, limit: number, after?: ApiKeyId): Promise<ApiKeyRow[]> => {
    const older = after ? Prisma.sql`AND api_key.id < ${after}::uuid` : Prisma.empty;
    const rows = await sql.$queryRaw<ApiKeyRow[]>`
      SELECT ${COLUMNS} FROM api_key LEFT JOIN "user" ON "user".id = created_by
      WHERE organization_id = ${organizationId}::uuid ${older} ORDER BY api_key.id DESC LIMIT ${limit}`;
    return rows.map(knownScopes);
  },

  /**
   * Replaces a key, which continues to work for the overlap. Of concurrent rotations, one succeeds.
   * @throws AppError API_KEY_ENDED if it was already revoked or rotated, or has expired
   */
  rotate: (actor: Actor, id: ApiKeyId, overlapSeconds: number, next: NewApiKey): Promise<ApiKeyRow> =>
    transaction(async (tx) => {
      await lockCreator(tx, actor, next);
      const rotated = await tx.sql.$executeRaw`
        UPDATE api_key SET revoked_at = clock_timestamp() + ${overlapSeconds} * interval '1 second'
        WHERE id = ${id}::uuid AND organization_id = ${next.organizationId}::uuid AND revoked_at IS NULL AND ${WORKS}`;
      if (rotated === 0) throw new AppError('API_KEY_ENDED', { id });
      const created = await insert(tx, next);
      const targets = [targetOf(created), targetOf({ id, name: next.name })];
      await recordAudit(tx, actor, { action: 'key.rotated', targets, metadata: { overlapSeconds } });
      return created;
    }),

  /** Revokes a key now. A key that no longer works stays as it is. @throws AppError API_KEY_NOT_FOUND */
  revoke: (actor: Actor, id: ApiKeyId): Promise<void> =>
    transaction(async (tx) => {
      const [revoked] = await tx.sql.$queryRaw<{ name: string }[]>`
        UPDATE api_key SET revoked_at = least(revoked_at, clock_timestamp())
        WHERE id = ${id}::uuid AND organization_id = ${actor.organizationId}::uuid RETURNING name`;
      if (!revoked) throw new AppError('API_KEY_NOT_FOUND', { id });
      await recordAudit(tx, actor, { action: 'key.revoked', targets: [targetOf({ id, ...revoked })] });
    }),

  /**
   * The key with this hash, if it works, and whether its organization is the selected one. One query, whether the key and the selected
   * resource exist or not.
   */
  authenticate: async (hash: Uint8Array, selector?: OrganizationSelector): Promise<PresentedKey | undefined> => {
    const [row] = await sql.$queryRaw<PresentedKey[]>`
      SELECT api_key.id, organization_id AS "organizationId", name, scopes, created_by AS "createdBy",
        role AS "creatorRole", last_used_at AS "lastUsedAt", least(expires_at, revoked_at) AS "endsAt",
        coalesce(${selector ? isSelected(selector) : Prisma.sql`true`}, false) AS "isSelected"
      FROM api_key JOIN membership USING (organization_id)
      WHERE hash = ${hash} AND user_id = created_by AND ${WORKS}`;
    return row && knownScopes(row);
  },

  /** The keys among `ids` that work. */
  alive: async (ids: readonly ApiKeyId[]): Promise<Set<ApiKeyId>> => {
    const rows = await sql.$queryRaw<{ id: ApiKeyId }[]>`
      SELECT api_key.id FROM api_key JOIN membership USING (organization_id)
      WHERE api_key.id = ANY(${ids}::uuid[]) AND user_id = created_by AND ${WORKS}`;
    return new Set(rows.map(({ id }) => id));
  },

  /** Records a use, at most once a minute. */
  markUsed: async (id: ApiKeyId): Promise<void> => {
    await sql.$executeRaw`
      UPDATE api_key SET last_used_at = clock_timestamp() WHERE id = ${id}::uuid
        AND coalesce(last_used_at < clock_timestamp() - interval '1 minute', true)`;
  },
});
export type ApiKeys = ReturnType<typeof apiKeyRepository>;
