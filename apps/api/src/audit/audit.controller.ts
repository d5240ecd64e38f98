import type { AuditEntryView, Page } from '@media/contracts';
import type { AuditLog } from '@media/database';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { Call } from '../http/route.js';
import { AUDIT_LOG } from '../infrastructure/database.module.js';
import { AUDIT_ROUTES as ROUTES } from './audit.routes.js';
import { listAudit } from './list-audit.js';

@Controller()
export class AuditController {
  constructor(@Inject(AUDIT_LOG) readonly auditLog: AuditLog) {}

  @Handles(ROUTES.listAudit)
  @RequirePermission('audit.read')
  list({ actor, query }: Call<typeof ROUTES.listAudit>): Promise<Page<AuditEntryView>> {
    return listAudit(this, actor.organizationId, query);
  }
}
