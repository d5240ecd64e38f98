import { NO_CONTEXT, type RefusalReason } from '@media/core';
import type { AuditActor } from './audit-entries.js';
import { newId } from './new-id.js';
import type { Database } from './transaction.js';

/** Refused requests of one actor, minute and reason, which `key` identifies within the organization. */
export type CountedRefusal = { key: string; actor: AuditActor; reason: RefusalReason; count: number };

const toRow = ({ key, actor, reason, count }: CountedRefusal) => ({
  ...{ id: newId(), organization_id: actor.organizationId, actor_type: actor.type, actor_id: actor.id, key },
  ...{ actor_name: actor.label, ...(actor.context ?? NO_CONTEXT), metadata: { ...reason, count } },
});

/**
 * Adds refusals to their entries, or writes these: the first request of a minute gives the context. In the order of their keys, so that
 * several processes don't wait for each other in a circle. Deleted organizations are left out.
 */
export const countRefusals = async (
  { sql }: Pick<Database, 'sql'>,
  counted: readonly CountedRefusal[],
): Promise<void> => {
  await sql.$executeRaw`
    INSERT INTO audit_entry (id, organization_id, action, actor_type, actor_id, actor_name, targets, target_ids, ip,
      user_agent, request_id, metadata, refusal_key)
    SELECT given.id, organization_id, 'request.refused', actor_type, actor_id, actor_name, '[]', '{}', ip, "userAgent",
      "requestId", metadata, key
    FROM jsonb_to_recordset(${JSON.stringify(counted.map(toRow))}::jsonb) AS given (id uuid, organization_id uuid,
      actor_type actor_type, actor_id uuid, actor_name text, ip text, "userAgent" text, "requestId" text, metadata jsonb, key text)
    JOIN organization ON organization.id = organization_id
    ORDER BY organization_id, key FOR KEY SHARE OF organization
    ON CONFLICT (organization_id, refusal_key) WHERE refusal_key IS NOT NULL DO UPDATE SET metadata = audit_entry.metadata ||
      jsonb_build_object('count', (audit_entry.metadata ->> 'count')::int + (excluded.metadata ->> 'count')::int)`;
};
