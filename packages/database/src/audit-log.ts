import type { AuditAction, AuditMetadata, AuditTarget, OrganizationId, RequestContext } from '@media/core';
import { type CountedRefusal, countRefusals } from './count-refusals.js';
import { Prisma } from './generated/client.js';
import { isOlder, pruneBatch } from './prune.js';
import { NOT_PREPARED } from './statement-names.js';
import type { Database } from './transaction.js';

export type AuditEntry = {
  id: string;
  at: Date;
  /** May be unknown to this release. */
  action: AuditAction;
  actor: { type: 'user' | 'apiKey' | 'system'; id: string | null; name: string | null };
  targets: (Omit<AuditTarget, 'name'> & { name: string | null })[];
  context: RequestContext;
  metadata: AuditMetadata;
};

/** A place in the log, which is sorted by time, the newest first. */
export type AuditPosition = Pick<AuditEntry, 'id' | 'at'>;

/** `since` is included, `until` isn't. */
export type AuditFilter = {
  action?: AuditAction | undefined;
  actorId?: string | undefined;
  targetId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};

const COLUMNS = Prisma.sql`
  id, at, action, json_build_object('type', actor_type, 'id', actor_id, 'name', actor_name) AS actor, targets,
  json_build_object('ip', ip, 'userAgent', user_agent, 'requestId', request_id) AS context, metadata`;

const owned = (organizationId: OrganizationId) => Prisma.sql`organization_id = ${organizationId}::uuid`;

/**
 * Where entries are read from. Those about a target are few, but the planner expects many, and would scan the log for them in its order: a
 * materialized CTE is planned by itself.
 */
const source = (organizationId: OrganizationId, { targetId }: AuditFilter): Prisma.Sql =>
  targetId === undefined
    ? Prisma.sql`audit_entry`
    : Prisma.sql`(WITH about AS MATERIALIZED (
        SELECT * FROM audit_entry WHERE target_ids @> ARRAY[${targetId}::uuid] AND ${owned(organizationId)})
        SELECT * FROM about) AS about`;

const conditions = (organizationId: OrganizationId, filter: AuditFilter, after?: AuditPosition): Prisma.Sql[] => {
  const { action, actorId, since, until } = filter;
  return [
    owned(organizationId),
    action && Prisma.sql`action = ${action}`,
    actorId && Prisma.sql`actor_id = ${actorId}::uuid`,
    since && Prisma.sql`at >= ${since}::timestamptz`,
    until && Prisma.sql`at < ${until}::timestamptz`,
    after && Prisma.sql`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
};

/** The audit logs of organizations. `recordAudit` writes them. */
export const auditRepository = ({ sql }: Database) => ({
  /** Up to `limit` entries, the newest first, after a place in the log. */
  list: (
    organizationId: OrganizationId,
    filter: AuditFilter,
    limit: number,
    after?: AuditPosition,
  ): Promise<AuditEntry[]> => sql.$queryRaw<AuditEntry[]>`${NOT_PREPARED}
    SELECT ${COLUMNS} FROM ${source(organizationId, filter)}
    WHERE ${Prisma.join(conditions(organizationId, filter, after), ' AND ')}
    ORDER BY at DESC, id DESC LIMIT ${limit}`,

  countRefusals: (counted: readonly CountedRefusal[]): Promise<void> => countRefusals({ sql }, counted),

  /** Deletes a batch of old entries. Returns how many. */
  prune: (keptMs: number): Promise<number> =>
    pruneBatch({ sql }, { table: 'audit_entry', where: isOlder('at', keptMs), orderBy: 'at' }),
});
export type AuditLog = ReturnType<typeof auditRepository>;
