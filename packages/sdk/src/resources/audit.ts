import type { AuditEntryView, ListAuditQuery, Page } from '@media/contracts';
import type { Send } from '../session/session.js';

export const auditResource = (send: Send) => ({
  /**
   * A page of the organization's audit log, the newest entries first. ApiError FORBIDDEN without the permission `audit.read`.
   */
  list: async (query: Partial<ListAuditQuery> = {}, signal?: AbortSignal): Promise<Page<AuditEntryView>> =>
    (await send({ method: 'GET', path: '/audit', query, signal })).json(),
});

export type AuditResource = ReturnType<typeof auditResource>;
