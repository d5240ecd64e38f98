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
import type { Accounts, OrganizationSelector, Organizations, Sessions } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { FastifyRequest } from 'fastify';
import { cookieToken } from '../auth/session-cookie.js';
import type { AccessToken, Tokens } from '../auth/tokens.js';
import type { HandledRoute } from './collect-routes.js';
import { resourceAt } from './resources.js';

export type AuthorizeDeps = {
  accounts: Accounts;
  organizations: Pick<Organizations, 'exists'>;
  sessions: Sessions;
  tokens: Tokens;
  config: ApiConfig;
};
type Deps = AuthorizeDeps;

/** RFC 9110 11.1: the scheme is case-insensitive. */
const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Verifies the access token. The session is checked on every request, so signing out takes effect immediately. */
const signedIn = async ({ tokens, sessions }: Deps, request: FastifyRequest): Promise<AccessToken> => {
  const token = bearerOf(request);
  if (!token) throw new AppError('UNAUTHENTICATED', { reason: 'no token' });
  const presented = await tokens.verifyAccess(token);
  if (!(await sessions.isAlive(presented.sessionId)))
    throw new AppError('UNAUTHENTICATED', { reason: 'ended session' });
  return presented;
};

/** Accepts an access token or, if it is missing or expired, the refresh token in the cookie. Doesn't use up the refresh token. */
const signedInBySession = async (deps: Deps, request: FastifyRequest): Promise<AccessToken> => {
  const refreshToken = cookieToken(deps.config, request);
  try {
    return await signedIn(deps, request);
  } catch (error) {
    if (!refreshToken || !(error instanceof AppError)) throw error;
    const presented = await deps.tokens.verifyRefresh(refreshToken);
    if (!(await deps.sessions.isAlive(presented.sessionId))) throw error;
    return presented;
  }
};

const stringIn = (bag: unknown, name: string): string | undefined => {
  const value = typeof bag === 'object' && bag !== null ? Reflect.get(bag, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

const organizationFromHeader = ({ headers }: FastifyRequest): OrganizationSelector | undefined => {
  const name = headers['x-organization-id'];
  if (name === undefined) return undefined;
  const { data: id } = contracts.OrganizationId.safeParse(name);
  if (!id) throw new AppError('ORGANIZATION_NOT_FOUND');
  return { kind: 'organization', id };
};

/** The resource in the path, whose organization applies. For lists and creation, the organization in the header. */
const selectorOf = (request: FastifyRequest, path: string): OrganizationSelector | undefined => {
  const resource = resourceAt(path);
  if (!resource?.selectorOf) return organizationFromHeader(request);
  const selector = resource.selectorOf(stringIn(request.params, 'id'));
  if (!selector) throw new AppError(resource.missing);
  return selector;
};

/** The user as an actor in the organization that `selector` names, or in their personal one. Undefined if they aren't a member. */
const asUser = async (
  deps: Deps,
  presented: AccessToken,
  selector?: OrganizationSelector,
): Promise<UserActor | undefined> => {
  const member = await deps.accounts.member(presented.userId, selector);
  return member && userActor(presented, member);
};

const asAccountHolder = async (deps: Deps, presented: AccessToken): Promise<UserActor> => {
  const actor = await asUser(deps, presented);
  if (!actor) throw new AppError('UNAUTHENTICATED', { userId: presented.userId, reason: 'no account' });
  return actor;
};

/** One query covers missing resources and those of other organizations, so neither the response nor its timing reveals which exist. */
const asMember = async (deps: Deps, request: FastifyRequest, path: string): Promise<UserActor> => {
  const presented = await signedIn(deps, request);
  const actor = await asUser(deps, presented, selectorOf(request, path));
  if (!actor) throw new AppError(resourceAt(path)?.missing ?? 'ORGANIZATION_NOT_FOUND');
  return actor;
};

/** Accepts a playback token, unless there is an Authorization header, which takes precedence. */
const asMemberOrViewer = async (deps: Deps, request: FastifyRequest, path: string): Promise<RequestActor> => {
  const token = stringIn(request.query, 'token');
  if (request.headers.authorization !== undefined || token === undefined) return asMember(deps, request, path);
  const presented = await deps.tokens.verifyPlayback(token);
  // Until the sweeper has removed its videos, nothing else refuses the tokens of a deleted organization.
  if (await deps.organizations.exists(presented.organizationId)) return playbackActor(presented);
  throw new AppError(resourceAt(path)?.missing ?? 'ORGANIZATION_NOT_FOUND');
};

/** The same, but a playback token must be for the video in the path. */
const asMemberOrVideoViewer = async (deps: Deps, request: FastifyRequest, path: string): Promise<RequestActor> => {
  const actor = await asMemberOrViewer(deps, request, path);
  if (actor.type !== 'playback') return actor;
  const { data: videoId } = contracts.VideoId.safeParse(stringIn(request.params, 'id'));
  if (actor.id === videoId) return actor;
  throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'video' });
};

const withPermission = (actor: RequestActor, permission: Permission): RequestActor => {
  requirePermission(actor, permission);
  return actor;
};

/**
 * Authorizes a request for a route and returns its actor, or undefined for public routes.
 * @throws AppError of kind unauthenticated, forbidden, or missing
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
      return asMemberOrViewer(deps, request, path);
    case 'signedIn':
      return asAccountHolder(deps, await (access.allowsSessionCookie ? signedInBySession : signedIn)(deps, request));
    case 'permission':
      return withPermission(
        await (access.allowsPlaybackToken ? asMemberOrVideoViewer : asMember)(deps, request, path),
        access.permission,
      );
  }
};
