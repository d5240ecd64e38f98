import { AppError } from '@media/core';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { routeOf } from './handles.js';
import { routeNamed } from './routes.js';

const fieldsOf = (body: unknown): string[] => {
  if (body === undefined) return [];
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [''];
};

/** A route that takes no body knows no field of one: whoever sends some means something that would not happen. */
export class NoBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const name = routeOf(context.getHandler());
    if (name && routeNamed(name).body) return true;
    const fields = fieldsOf(context.switchToHttp().getRequest<FastifyRequest>().body);
    if (fields.length === 0) return true;
    const errors = fields.map((path) => ({ path, message: 'this request takes no body' }));
    throw new AppError('REQUEST_INVALID', { errors });
  }
}
