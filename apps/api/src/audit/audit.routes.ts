import { AuditPage, ExportAuditQuery, ListAuditQuery } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const AUDIT_ROUTES = defineRoutes('Audit log', {
  listAudit: {
    method: 'GET',
    path: '/audit',
    summary: 'List audit log entries',
    description: 'Returns what users, API keys and the system did in the organization, the newest entries first.',
    query: ListAuditQuery,
    responses: [{ status: 200, schema: AuditPage }],
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    summary: 'Export the audit log',
    description:
      'Downloads all entries that match as a file, the newest first: JSON Lines (`application/x-ndjson`) with one entry per line, or CSV (`text/csv`) with a header. In CSV, `targets` and `metadata` are JSON, and an apostrophe precedes text that a spreadsheet would take for a formula. The file is sent while the log is read. If that fails, or the caller loses access meanwhile, the connection ends before the response is complete.',
    query: ExportAuditQuery,
    responses: [{ status: 200, type: '*/*', description: 'The file' }],
  },
});
