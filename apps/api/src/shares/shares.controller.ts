import type { Page, ShareView } from '@media/contracts';
import type { IdempotencyKeys, Shares } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { respondIdempotently } from '../http/respond-idempotently.js';
import type { Call } from '../http/route.js';
import { IDEMPOTENCY_KEYS, SHARES } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { createShare, keyedRequest } from './create-share.js';
import { listShares } from './list-shares.js';
import { createShareViews, type ShareViews } from './share-views.js';
import { SHARE_ROUTES as ROUTES } from './shares.routes.js';

@Controller()
export class SharesController {
  readonly views: ShareViews;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(SHARES) readonly shares: Shares,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
  ) {
    this.views = createShareViews(config);
  }

  @Handles(ROUTES.createShare)
  @RequirePermission('share.manage')
  create(call: Call<typeof ROUTES.createShare>): Promise<ShareView> {
    const { actor, params, body } = call;
    const keyed = { ...call, body: keyedRequest(this.config.jwtSecret, actor, params.id, body) };
    const options = { route: ROUTES.createShare, links: this.views.links(this, actor.organizationId) };
    return respondIdempotently(this, keyed, options, async () => {
      return { status: 201, body: await createShare(this, actor, params.id, body) };
    });
  }

  @Handles(ROUTES.listShares)
  @RequirePermission('share.manage')
  list({ actor, params, query }: Call<typeof ROUTES.listShares>): Promise<Page<ShareView>> {
    return listShares(this, actor.organizationId, params.id, query);
  }

  @Handles(ROUTES.revokeShare)
  @RequirePermission('share.manage')
  revoke({ actor, params }: Call<typeof ROUTES.revokeShare>): Promise<void> {
    return this.shares.revoke(actor, params.id, params.shareId);
  }
}
