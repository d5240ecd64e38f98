import type { RequestActor } from '@media/core';
import type { Accounts, ApiKeys, Organizations, Sessions, Viewings } from '@media/database';
import type { ApiConfig, Logger } from '@media/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { createKeyUseRecorder } from '../api-keys/record-key-use.js';
import type { Tokens } from '../auth/tokens.js';
import { TOKENS } from '../auth/tokens.module.js';
import { ACCOUNTS, API_KEYS, ORGANIZATIONS, SESSIONS, VIEWINGS } from '../infrastructure/database.module.js';
import { CONFIG, LOG } from '../infrastructure/process.module.js';
import { type AuthorizeDeps, authorize, type Place, reauthorize } from './authorize.js';

/** `authorize` with its dependencies, for the guard and for event streams, which check access periodically. */
@Injectable()
export class Authorizer {
  private readonly deps: AuthorizeDeps;

  constructor(
    @Inject(ACCOUNTS) accounts: Accounts,
    @Inject(ORGANIZATIONS) organizations: Organizations,
    @Inject(SESSIONS) sessions: Sessions,
    @Inject(VIEWINGS) viewings: Viewings,
    @Inject(TOKENS) tokens: Tokens,
    @Inject(CONFIG) config: ApiConfig,
    @Inject(API_KEYS) apiKeys: ApiKeys,
    @Inject(LOG) log: Logger,
  ) {
    const recordKeyUse = createKeyUseRecorder({ apiKeys, log });
    this.deps = { accounts, organizations, sessions, viewings, tokens, config, apiKeys, recordKeyUse };
  }

  /** @throws AppError of kind unauthenticated, forbidden, or missing */
  authorize(
    request: FastifyRequest,
    route: Place,
    onActor?: (actor: RequestActor) => void,
  ): Promise<RequestActor | undefined> {
    return authorize(this.deps, request, route, onActor);
  }

  /** While a long response is sent. @throws AppError if its actor has lost access */
  reauthorize(request: FastifyRequest, route: Place, actor: RequestActor): Promise<void> {
    return reauthorize(this.deps, request, route, actor);
  }
}
