import type { ApiKeyCreated, ApiKeyView, Page } from '@media/contracts';
import { actorRef } from '@media/core';
import type { ApiKeys, IdempotencyKeys } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { type Links, respondIdempotently } from '../http/respond-idempotently.js';
import type { Call } from '../http/route.js';
import { API_KEYS, IDEMPOTENCY_KEYS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { API_KEY_ROUTES as ROUTES } from './api-keys.routes.js';
import { createApiKey } from './create-api-key.js';
import { listApiKeys } from './list-api-keys.js';
import { rotateApiKey } from './rotate-api-key.js';
import { sealedKey } from './sealed-key.js';

@Controller()
export class ApiKeysController {
  private readonly links: Links<ApiKeyCreated>;

  constructor(
    @Inject(API_KEYS) readonly apiKeys: ApiKeys,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
    @Inject(CONFIG) { jwtSecret }: ApiConfig,
  ) {
    this.links = sealedKey(jwtSecret);
  }

  @Handles(ROUTES.createApiKey)
  @RequirePermission('key.manage')
  create(call: Call<typeof ROUTES.createApiKey>): Promise<ApiKeyCreated> {
    // With the actor: another member who knows the Idempotency-Key must not get this key.
    const keyed = { ...call, body: { ...call.body, actor: actorRef(call.actor) } };
    return respondIdempotently(this, keyed, { route: ROUTES.createApiKey, links: this.links }, async () => {
      return { status: 201, body: await createApiKey(this, call.actor, call.body) };
    });
  }

  @Handles(ROUTES.listApiKeys)
  @RequirePermission('key.manage')
  list({ actor, query }: Call<typeof ROUTES.listApiKeys>): Promise<Page<ApiKeyView>> {
    return listApiKeys(this, actor.organizationId, query);
  }

  @Handles(ROUTES.rotateApiKey)
  @RequirePermission('key.manage')
  rotate(call: Call<typeof ROUTES.rotateApiKey>): Promise<ApiKeyCreated> {
    const { actor, params, body: { overlapSeconds } = { overlapSeconds: 0 } } = call;
    const keyed = { ...call, body: { id: params.id, overlapSeconds, actor: actorRef(actor) } };
    return respondIdempotently(this, keyed, { route: ROUTES.rotateApiKey, links: this.links }, async () => {
      return { status: 201, body: await rotateApiKey(this, actor, params.id, overlapSeconds) };
    });
  }

  @Handles(ROUTES.revokeApiKey)
  @RequirePermission('key.manage')
  revoke({ actor, params }: Call<typeof ROUTES.revokeApiKey>): Promise<void> {
    return this.apiKeys.revoke(actor, params.id);
  }
}
