import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { routeOf } from './handles.js';
import { invalidFields } from './invalid-fields.js';
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
    throw invalidFields(fields.map((path) => ({ path, message: 'This request takes no body' })));
  }
}
