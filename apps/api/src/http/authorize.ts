import * as contracts from '@media/contracts';
import { AppError, type OrganizationId, type Permission, ROLE_PERMISSIONS } from '@media/core';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../api-deps.js';
import { cookieToken } from '../auth/session-cookie.js';
import type { Access } from './access.js';
import type { Caller, Identity } from './caller.js';

type Deps = Pick<ApiDeps, 'accounts' | 'sessions' | 'tokens' | 'config'>;
type Grant = { identity?: Identity; caller?: Caller };

/** RFC 9110 11.1: the scheme is case-insensitive. */
const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Who presents an access token. Whether its session still stands is asked every time, so a logout works at once. */
const identify = async ({ tokens, sessions }: Deps, request: FastifyRequest): Promise<Identity> => {
  const token = bearerOf(request);
  if (!token) throw new AppError('UNAUTHENTICATED', { reason: 'no token' });
  const identity = await tokens.verifyAccess(token);
  if (!(await sessions.isAlive(identity.sessionId))) throw new AppError('UNAUTHENTICATED', { reason: 'ended session' });
  return identity;
};

/** By access token or, when that is missing or has expired, by the refresh token in the cookie, which is not spent by it. */
const identifySession = async (deps: Deps, request: FastifyRequest): Promise<Identity> => {
  const refreshToken = cookieToken(deps.config, request);
  try {
    return await identify(deps, request);
  } catch (refusal) {
    if (!refreshToken || !(refusal instanceof AppError)) throw refusal;
    const { userId, sessionId, expiresAt } = await deps.tokens.verifyRefresh(refreshToken);
    if (!(await deps.sessions.isAlive(sessionId))) throw refusal;
    return { userId, sessionId, expiresAt };
  }
};

const namedOrganization = (request: FastifyRequest): OrganizationId | undefined => {
  const name = request.headers['x-organization-id'];
  if (name === undefined) return undefined;
  const parsed = contracts.OrganizationId.safeParse(name);
  if (!parsed.success) throw new AppError('ORGANIZATION_NOT_FOUND');
  return parsed.data;
};

const asMember = async (deps: Deps, request: FastifyRequest, permission: Permission): Promise<Grant> => {
  const identity = await identify(deps, request);
  const member = await deps.accounts.member(identity.userId, namedOrganization(request));
  if (!member) throw new AppError('ORGANIZATION_NOT_FOUND');
  if (!ROLE_PERMISSIONS[member.role].includes(permission)) {
    throw new AppError('FORBIDDEN', { role: member.role, permission });
  }
  const { organizationId } = member;
  return { identity, caller: { organizationId, identity, expiresAt: identity.expiresAt } };
};

const stringIn = (bag: unknown, name: string): string | undefined => {
  const value = typeof bag === 'object' && bag !== null ? Reflect.get(bag, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** By playback token, which is good for one video only; an Authorization header, if there is one, decides alone. */
const asPlayer = async (deps: Deps, request: FastifyRequest, permission: Permission): Promise<Grant> => {
  const token = stringIn(request.query, 'token');
  if (request.headers.authorization !== undefined || token === undefined) return asMember(deps, request, permission);
  const { videoId, organizationId, expiresAt } = await deps.tokens.verifyPlayback(token);
  if (videoId !== stringIn(request.params, 'id')) throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'video' });
  return { caller: { organizationId, identity: undefined, expiresAt } };
};

/** Decides whether a request may call a route with this access. @throws AppError of kind unauthenticated, forbidden, missing */
export const authorize = async (deps: Deps, request: FastifyRequest, access: Access): Promise<Grant> => {
  switch (access.kind) {
    case 'public':
      return {};
    case 'user':
      return { identity: await identify(deps, request) };
    case 'session':
      return { identity: await identifySession(deps, request) };
    case 'member':
      return asMember(deps, request, access.permission);
    case 'player':
      return asPlayer(deps, request, access.permission);
  }
};
