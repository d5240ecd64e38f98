import { type CanActivate, type ExecutionContext, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import { actsInOrganization } from './access.js';
import { authorize } from './authorize.js';
import { RouteRegistry } from './route-registry.js';

/** Stands before every handler, however its address was written: a guard is bound to the handler, not to a path. */
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(DEPS) private readonly deps: ApiDeps,
    @Inject(RouteRegistry) private readonly registry: RouteRegistry,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.registry.of(context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await authorize(this.deps, request, route);
    request.actor = actor;
    // Viewers with a playback token count by address only: however many they are, they must not lock the organization out.
    if (actor && actor.type !== 'playback' && actsInOrganization(route.access)) {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      await this.deps.requestLimits.organization(actor.organizationId, quotaHeaders(reply));
    }
    return true;
  }
}
