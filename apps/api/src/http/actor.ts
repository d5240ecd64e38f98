import { AppError, type RequestActor, type UserActor } from '@media/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    actor: RequestActor | undefined;
  }
}

const actorOf = (context: ExecutionContext): RequestActor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
};

/** The actor that the guard found; public routes have none and can't ask for it. */
export const TheActor = createParamDecorator((_: unknown, context: ExecutionContext): RequestActor => actorOf(context));

/** The same where only someone signed in is let in. */
export const TheUser = createParamDecorator((_: unknown, context: ExecutionContext): UserActor => {
  const actor = actorOf(context);
  if (actor.type !== 'user') throw new AppError('UNAUTHENTICATED');
  return actor;
});
