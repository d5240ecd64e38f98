import * as contracts from '@media/contracts';
import {
  AppError,
  type OrganizationId,
  type Permission,
  playbackActor,
  type RequestActor,
  requirePermission,
  type UserActor,
  userActor,
} from '@media/core';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../api-deps.js';
import { cookieToken } from '../auth/session-cookie.js';
import type { AccessToken } from '../auth/tokens.js';
import type { Access } from './access.js';

type Deps = Pick<ApiDeps, 'accounts' | 'sessions' | 'tokens' | 'config'>;

/** RFC 9110 11.1: the scheme is case-insensitive. */
const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Who presents an access token. Whether its session still stands is asked every time, so a logout works at once. */
const signedIn = async ({ tokens, sessions }: Deps, request: FastifyRequest): Promise<AccessToken> => {
  const token = bearerOf(request);
  if (!token) throw new AppError('UNAUTHENTICATED', { reason: 'no token' });
  const presented = await tokens.verifyAccess(token);
  if (!(await sessions.isAlive(presented.sessionId)))
    throw new AppError('UNAUTHENTICATED', { reason: 'ended session' });
  return presented;
};

/** By access token or, when that is missing or has expired, by the refresh token in the cookie, which is not spent by it. */
const signedInBySession = async (deps: Deps, request: FastifyRequest): Promise<AccessToken> => {
  const refreshToken = cookieToken(deps.config, request);
  try {
    return await signedIn(deps, request);
  } catch (refusal) {
    if (!refreshToken || !(refusal instanceof AppError)) throw refusal;
    const presented = await deps.tokens.verifyRefresh(refreshToken);
    if (!(await deps.sessions.isAlive(presented.sessionId))) throw refusal;
    return presented;
  }
};

const namedOrganization = (request: FastifyRequest): OrganizationId | undefined => {
  const name = request.headers['x-organization-id'];
  if (name === undefined) return undefined;
  const parsed = contracts.OrganizationId.safeParse(name);
  if (!parsed.success) throw new AppError('ORGANIZATION_NOT_FOUND');
  return parsed.data;
};

/** A user acts in the organization named, or in the personal one. */
const asUser = async (deps: Deps, presented: AccessToken, organizationId?: OrganizationId): Promise<UserActor> => {
  const member = await deps.accounts.member(presented.userId, organizationId);
  if (!member) throw new AppError('ORGANIZATION_NOT_FOUND');
  return userActor(presented, member);
};

const asMember = async (deps: Deps, request: FastifyRequest, permission: Permission): Promise<UserActor> => {
  const actor = await asUser(deps, await signedIn(deps, request), namedOrganization(request));
  requirePermission(actor, permission);
  return actor;
};

const stringIn = (bag: unknown, name: string): string | undefined => {
  const value = typeof bag === 'object' && bag !== null ? Reflect.get(bag, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** By playback token, which is good for one video only; an Authorization header, if there is one, decides alone. */
const asPlayer = async (deps: Deps, request: FastifyRequest, permission: Permission): Promise<RequestActor> => {
  const token = stringIn(request.query, 'token');
  if (request.headers.authorization !== undefined || token === undefined) return asMember(deps, request, permission);
  const actor = playbackActor(await deps.tokens.verifyPlayback(token));
  if (actor.id !== stringIn(request.params, 'id')) throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'video' });
  requirePermission(actor, permission);
  return actor;
};

/**
 * Decides whether a request can call a route with this access, and who makes it; undefined where anyone can.
 * @throws AppError of kind unauthenticated, forbidden, missing
 */
export const authorize = async (
  deps: Deps,
  request: FastifyRequest,
  access: Access,
): Promise<RequestActor | undefined> => {
  switch (access.kind) {
    case 'public':
      return undefined;
    case 'user':
      return asUser(deps, await signedIn(deps, request));
    case 'session':
      return asUser(deps, await signedInBySession(deps, request));
    case 'member':
      return asMember(deps, request, access.permission);
    case 'player':
      return asPlayer(deps, request, access.permission);
  }
};
