import type { AuditEntryView, ExportAuditQuery, ListAuditQuery, Page } from '@media/contracts';
import type { Send } from '../session/session.js';

/** The body of a response that has one. */
const bodyOf = ({ body }: Response): ReadableStream<Uint8Array<ArrayBuffer>> => body ?? new Blob([]).stream();

export const auditResource = (send: Send) => ({
  /**
   * A page of the organization's audit log, the newest entries first. ApiError FORBIDDEN without the permission `audit.read`.
   */
  list: async (query: Partial<ListAuditQuery> = {}, signal?: AbortSignal): Promise<Page<AuditEntryView>> =>
    (await send({ method: 'GET', path: '/audit', query, signal })).json(),

  /**
   * The whole log, or what the filters select, as text in UTF-8: JSON Lines, or CSV with a header. The stream reads as fast as you do, so
   * large logs need little memory. ApiError FORBIDDEN without the permission `audit.read`.
   */
  export: async (
    query: Partial<ExportAuditQuery> = {},
    signal?: AbortSignal,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> =>
    bodyOf(await send({ method: 'GET', path: '/audit/export', query, signal })),
});

export type AuditResource = ReturnType<typeof auditResource>;
