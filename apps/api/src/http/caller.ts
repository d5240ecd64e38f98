import { AppError, type OrganizationId, type SessionId, type UserId } from '@media/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Somebody signed in. */
export type Identity = { userId: UserId; sessionId: SessionId; expiresAt: Date };

/** On whose behalf a request acts. A viewer with a playback token has no identity. */
export type Caller = { organizationId: OrganizationId; identity: Identity | undefined; expiresAt: Date };

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined;
    caller: Caller | undefined;
  }
}

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest();

/** The caller that the guard found; a route whose access grants none cannot ask for it. */
export const TheCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = requestOf(context);
  if (!caller) throw new AppError('UNAUTHENTICATED');
  return caller;
});

export const TheIdentity = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const { identity } = requestOf(context);
  if (!identity) throw new AppError('UNAUTHENTICATED');
  return identity;
});
