import type { UsageView } from '@media/contracts';
import type { TrashCommands, UsageCounts } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { Call } from '../http/route.js';
import { TRASH, USAGE } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { USAGE_ROUTES } from './usage.routes.js';
import { viewUsage } from './view-usage.js';

@Controller()
export class UsageController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(USAGE) readonly usage: UsageCounts,
    @Inject(TRASH) readonly trash: TrashCommands,
  ) {}

  @Handles(USAGE_ROUTES.viewUsage)
  @RequirePermission('usage.read')
  view({ actor }: Call<typeof USAGE_ROUTES.viewUsage>): Promise<UsageView> {
    return viewUsage(this, actor.organizationId);
  }
}
