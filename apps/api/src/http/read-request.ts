import { OrganizationId } from '@media/contracts';
import type { OrganizationSelector } from '@media/database';
import type { FastifyRequest } from 'fastify';
import type { HandledRoute } from './collect-routes.js';
import { resourceAt } from './resources.js';

/** RFC 9110 11.1: the scheme is case-insensitive. */
export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined =>
  /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

export const stringIn = (bag: unknown, name: string): string | undefined => {
  const value = typeof bag === 'object' && bag !== null ? Reflect.get(bag, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

const organizationFromHeader = ({ headers }: FastifyRequest): OrganizationSelector | undefined => {
  const name = headers['x-organization-id'];
  if (name === undefined) return undefined;
  const { data: id } = OrganizationId.safeParse(name);
  return id ? { kind: 'organization', id } : { kind: 'nothing' };
};

/** The resource in the path, whose organization applies. For lists and creation, the organization in the header. */
export const selectorOf = (
  request: FastifyRequest,
  { path, access }: Pick<HandledRoute, 'path' | 'access'>,
): OrganizationSelector | undefined => {
  const resource = resourceAt(path);
  if (!resource?.selectorOf) return organizationFromHeader(request);
  const selector = resource.selectorOf(stringIn(request.params, 'id')) ?? { kind: 'nothing' };
  const allowsTrashed = access.kind === 'permission' && access.allowsTrashed;
  return allowsTrashed && selector.kind === 'video' ? { ...selector, trash: 'included' } : selector;
};
