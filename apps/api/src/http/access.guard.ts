import type { RequestActor } from '@media/core';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { REQUEST_LIMITS } from '../limits/limits.module.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import type { RequestLimits } from '../limits/request-limits.js';
import { actsInOrganization } from './access.js';
import { Authorizer } from './authorizer.js';
import { contextOf } from './request-context.js';
import { RouteRegistry } from './route-registry.js';

/** Authorizes every request. Guards are bound to handlers, so variations of a URL can't bypass it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Authorizer) private readonly authorizer: Authorizer,
    @Inject(RouteRegistry) private readonly registry: RouteRegistry,
    @Inject(REQUEST_LIMITS) private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.registry.of(context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const setActor = (actor: RequestActor): void => {
      request.actor = { ...actor, context: contextOf(request) };
    };
    const actor = await this.authorizer.authorize(request, route, setActor);
    if (actor) setActor(actor);
    // Playback tokens count by address only: viewers must not use up the quota of the organization.
    if (actor && actor.type !== 'playback' && actsInOrganization(route.access)) {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      await this.limits.organization(actor.organizationId, quotaHeaders(reply));
    }
    return true;
  }
}
