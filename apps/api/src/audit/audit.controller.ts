import { Readable } from 'node:stream';
import type { AuditEntryView, Page } from '@media/contracts';
import type { AuditLog } from '@media/database';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Authorizer } from '../http/authorizer.js';
import { Handles } from '../http/handles.js';
import type { Call } from '../http/route.js';
import { RouteRegistry } from '../http/route-registry.js';
import { AUDIT_LOG } from '../infrastructure/database.module.js';
import { AUDIT_ROUTES as ROUTES } from './audit.routes.js';
import { EXPORT_FORMATS, exportAudit } from './export-audit.js';
import { listAudit, toAuditFilter } from './list-audit.js';

@Controller()
export class AuditController {
  constructor(
    @Inject(AUDIT_LOG) readonly auditLog: AuditLog,
    @Inject(Authorizer) private readonly authorizer: Authorizer,
    @Inject(RouteRegistry) private readonly registry: RouteRegistry,
  ) {}

  @Handles(ROUTES.listAudit)
  @RequirePermission('audit.read')
  list({ actor, query }: Call<typeof ROUTES.listAudit>): Promise<Page<AuditEntryView>> {
    return listAudit(this, actor.organizationId, query);
  }

  @Handles(ROUTES.exportAudit)
  @RequirePermission('audit.read')
  export({ actor, query, request, reply }: Call<typeof ROUTES.exportAudit>): string | Readable {
    const { format, ...filter } = query;
    const { type } = EXPORT_FORMATS[format];
    const day = new Date().toISOString().slice(0, 10);
    reply.header('content-type', type).header('content-disposition', `attachment; filename="audit-${day}.${format}"`);
    // Fastify would read the whole log to its end.
    if (request.method === 'HEAD') return '';
    const read = this.auditLog.list.bind(null, actor.organizationId, toAuditFilter(filter));
    const checkAccess = () => this.authorizer.reauthorize(request, this.registry.of(this.export), actor);
    return Readable.from(exportAudit({ read, checkAccess }, EXPORT_FORMATS[format]));
  }
}
