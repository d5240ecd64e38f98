import type { AuditEntryView, AuditFilterQuery, ListAuditQuery, Page } from '@media/contracts';
import type { OrganizationId } from '@media/core';
import type { AuditEntry, AuditFilter, AuditLog } from '@media/database';
import { z } from 'zod';
import { CURSOR_TIME, pageCursor } from '../http/page-cursor.js';

const CURSOR = pageCursor(z.strictObject({ id: z.uuid(), at: CURSOR_TIME }));

export const toAuditFilter = ({ since, until, ...filter }: AuditFilterQuery): AuditFilter => ({
  ...filter,
  ...(since !== undefined && { since: new Date(since) }),
  ...(until !== undefined && { until: new Date(until) }),
});

export const toAuditEntryView = ({ at, ...entry }: AuditEntry): AuditEntryView => ({ ...entry, at: at.toISOString() });

/** The audit log of an organization, the newest entries first. */
export const listAudit = async (
  { auditLog }: { auditLog: Pick<AuditLog, 'list'> },
  organizationId: OrganizationId,
  { limit, cursor, ...filter }: ListAuditQuery,
): Promise<Page<AuditEntryView>> => {
  const after = CURSOR.parse(cursor);
  const position = after && { ...after, at: new Date(after.at) };
  const rows = await auditLog.list(organizationId, toAuditFilter(filter), limit + 1, position);
  return CURSOR.toPage(rows, limit, toAuditEntryView, ({ id, at }) => ({ id, at: at.toISOString() }));
};
