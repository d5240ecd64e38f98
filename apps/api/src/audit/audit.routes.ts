import { AuditPage, ListAuditQuery } from '@media/contracts';
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
});
