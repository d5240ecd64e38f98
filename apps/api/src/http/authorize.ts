import * as contracts from '@media/contracts';
import {
  AppError,
  type Permission,
  playbackActor,
  type RequestActor,
  requirePermission,
  type UserActor,
  userActor,
} from '@media/core';
import type { Accounts, Place, Sessions } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { FastifyRequest } from 'fastify';
import { cookieToken } from '../auth/session-cookie.js';
import type { AccessToken, Tokens } from '../auth/tokens.js';
import type { HandledRoute } from './collect-routes.js';
import { resourceAt } from './resources.js';

/** What is asked about a caller. */
export type AuthorizeDeps = { accounts: Accounts; sessions: Sessions; tokens: Tokens; config: ApiConfig };
type Deps = AuthorizeDeps;

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

const stringIn = (bag: unknown, name: string): string | undefined => {
  const value = typeof bag === 'object' && bag !== null ? Reflect.get(bag, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

const namedOrganization = ({ headers }: FastifyRequest): Place | undefined => {
  const name = headers['x-organization-id'];
  if (name === undefined) return undefined;
  const { data: id } = contracts.OrganizationId.safeParse(name);
  if (!id) throw new AppError('ORGANIZATION_NOT_FOUND');
  return { kind: 'organization', id };
};

/** The organization of the resource in the path; for lists and creation the one in the header. */
const placeOf = (request: FastifyRequest, path: string): Place | undefined => {
  const resource = resourceAt(path);
  if (!resource?.placeOf) return namedOrganization(request);
  const place = resource.placeOf(stringIn(request.params, 'id'));
  if (!place) throw new AppError(resource.missing);
  return place;
};

/** A user acts in the organization of a place, or in the personal one. */
const asUser = async (deps: Deps, presented: AccessToken, place?: Place): Promise<UserActor | undefined> => {
  const member = await deps.accounts.member(presented.userId, place);
  return member && userActor(presented, member);
};

const asSomeone = async (deps: Deps, presented: AccessToken): Promise<UserActor> => {
  const actor = await asUser(deps, presented);
  if (!actor) throw new AppError('UNAUTHENTICATED', { userId: presented.userId, reason: 'no account' });
  return actor;
};

/** One query answers for a stranger's id and for one that doesn't exist, so that neither words nor time tell them apart. */
const asMember = async (deps: Deps, request: FastifyRequest, path: string): Promise<UserActor> => {
  const presented = await signedIn(deps, request);
  const actor = await asUser(deps, presented, placeOf(request, path));
  if (!actor) throw new AppError(resourceAt(path)?.missing ?? 'ORGANIZATION_NOT_FOUND');
  return actor;
};

/** By playback token, unless there is an Authorization header, which decides alone. */
const asAnyone = async (deps: Deps, request: FastifyRequest, path: string): Promise<RequestActor> => {
  const token = stringIn(request.query, 'token');
  if (request.headers.authorization !== undefined || token === undefined) return asMember(deps, request, path);
  return playbackActor(await deps.tokens.verifyPlayback(token));
};

/** A playback token is good for one video only. */
const asPlayer = async (deps: Deps, request: FastifyRequest, path: string): Promise<RequestActor> => {
  const actor = await asAnyone(deps, request, path);
  if (actor.type !== 'playback') return actor;
  const { data: videoId } = contracts.VideoId.safeParse(stringIn(request.params, 'id'));
  if (actor.id === videoId) return actor;
  throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'video' });
};

const permitted = (actor: RequestActor, permission: Permission): RequestActor => {
  requirePermission(actor, permission);
  return actor;
};

/**
 * Decides whether a request can call a route, and who makes it; undefined where anyone can.
 * @throws AppError of kind unauthenticated, forbidden, missing
 */
export const authorize = async (
  deps: Deps,
  request: FastifyRequest,
  { access, path }: Pick<HandledRoute, 'access' | 'path'>,
): Promise<RequestActor | undefined> => {
  switch (access.kind) {
    case 'public':
      return undefined;
    case 'actor':
      return asAnyone(deps, request, path);
    case 'signedIn':
      return asSomeone(deps, await (access.allowsSessionCookie ? signedInBySession : signedIn)(deps, request));
    case 'permission':
      return permitted(
        await (access.allowsPlaybackToken ? asPlayer : asMember)(deps, request, path),
        access.permission,
      );
  }
};
