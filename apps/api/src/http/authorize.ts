import { VideoId } from '@media/contracts';
import {
  type ApiKeyActor,
  AppError,
  type OrganizationId,
  type PlaybackActor,
  type PlaybackMaker,
  playbackActor,
  type RequestActor,
  requirePermission,
  type SessionId,
  type UserActor,
  userActor,
  viewerActor,
  viewingOf,
} from '@media/core';
import type { Accounts, OrganizationSelector, Organizations, Sessions, Viewings } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { FastifyRequest } from 'fastify';
import { cookieToken } from '../auth/session-cookie.js';
import type { AccessToken, PlaybackToken, Tokens, ViewerToken } from '../auth/tokens.js';
import { findViewing } from '../viewing/find-viewing.js';
import { type ApiKeyDeps, apiKeyOf, asApiKey, toApiKeyActor, verifyApiKey } from './authorize-api-key.js';
import type { HandledRoute } from './collect-routes.js';
import { bearerOf, selectorOf, stringIn } from './read-request.js';
import { resourceAt } from './resources.js';

export type AuthorizeDeps = ApiKeyDeps & {
  accounts: Accounts;
  organizations: Pick<Organizations, 'exists'>;
  sessions: Sessions;
  viewings: Pick<Viewings, 'find'>;
  tokens: Tokens;
  config: ApiConfig;
};
type Deps = AuthorizeDeps;
type OnActor = (actor: RequestActor) => void;
/** The part of a route that decides who can call it. */
export type Place = Pick<HandledRoute, 'access' | 'path'>;

/** @throws AppError UNAUTHENTICATED */
const checkSession = async ({ sessions }: Deps, id: SessionId): Promise<void> => {
  if (!(await sessions.isAlive(id))) throw new AppError('UNAUTHENTICATED', { reason: 'ended session' });
};

/** Verifies the access token. The session is checked on every request, so signing out takes effect immediately. */
const signedIn = async (deps: Deps, request: FastifyRequest): Promise<AccessToken> => {
  const token = bearerOf(request);
  if (!token) throw new AppError('UNAUTHENTICATED', { reason: 'no token' });
  const presented = await deps.tokens.verifyAccess(token);
  await checkSession(deps, presented.sessionId);
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

/** The user as an actor in the organization that `selector` names, or in their personal one. Undefined if they aren't a member. */
const asUser = async (
  deps: Deps,
  presented: AccessToken,
  selector?: OrganizationSelector,
): Promise<UserActor | undefined> => {
  const member = await deps.accounts.member(presented.userId, selector);
  return member && userActor(presented, member);
};

/** Accounts belong to people, so API keys are refused, too. */
const signedInUser = async (
  deps: Deps,
  request: FastifyRequest,
  { allowsSessionCookie, onActor }: { allowsSessionCookie: boolean; onActor: OnActor },
): Promise<UserActor> => {
  const key = apiKeyOf(request);
  if (key !== undefined) {
    onActor(toApiKeyActor(await verifyApiKey(deps, key)));
    throw new AppError('USER_REQUIRED');
  }
  return asAccountHolder(deps, await (allowsSessionCookie ? signedInBySession : signedIn)(deps, request));
};

const asAccountHolder = async (deps: Deps, presented: AccessToken): Promise<UserActor> => {
  const actor = await asUser(deps, presented);
  if (!actor) throw new AppError('UNAUTHENTICATED', { userId: presented.userId, reason: 'no account' });
  return actor;
};

const asMemberBySession = async (deps: Deps, request: FastifyRequest, route: Place): Promise<UserActor | undefined> =>
  asUser(deps, await signedIn(deps, request), selectorOf(request, route));

/** One query covers missing resources and those of other organizations, so neither the response nor its timing reveals which exist. */
const asMember = async (deps: Deps, request: FastifyRequest, route: Place): Promise<UserActor | ApiKeyActor> => {
  const key = apiKeyOf(request);
  const actor = await (key === undefined
    ? asMemberBySession(deps, request, route)
    : asApiKey(deps, key, selectorOf(request, route)));
  if (!actor) throw new AppError(resourceAt(route.path)?.missing ?? 'ORGANIZATION_NOT_FOUND');
  return actor;
};

const isInEffect = (deps: Deps, maker: PlaybackMaker, organizationId: OrganizationId): Promise<boolean> =>
  'apiKeyId' in maker
    ? deps.apiKeys.hasPlayback(maker.apiKeyId, organizationId)
    : deps.accounts.hasPlayback(maker, organizationId);

/**
 * The holder of a playback token. It works as long as the user who made it is a member and hasn't ended it, or the API key
 * that made it isn't revoked.
 */
const asHolder = async (deps: Deps, presented: PlaybackToken, path: string): Promise<PlaybackActor> => {
  const { organizationId, maker } = presented;
  if (maker && (await isInEffect(deps, maker, organizationId))) return playbackActor(presented);
  // Until the sweeper has removed its videos, nothing else refuses the tokens of a deleted organization.
  if (!(await deps.organizations.exists(organizationId)))
    throw new AppError(resourceAt(path)?.missing ?? 'ORGANIZATION_NOT_FOUND');
  if (maker) throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'ended by its maker' });
  return playbackActor(presented);
};

/** Somebody without an account, as long as they can watch the video. */
const asViewer = async (deps: Deps, presented: ViewerToken): Promise<PlaybackActor> => {
  const { organizationId, viewing } = await findViewing(deps, presented);
  return viewerActor({ ...presented, organizationId }, viewing);
};

const asTokenHolder = async (deps: Deps, token: string, path: string): Promise<PlaybackActor> => {
  const presented = await deps.tokens.verifyPlayback(token);
  return presented.kind === 'viewer' ? asViewer(deps, presented) : asHolder(deps, presented, path);
};

/** Viewers only get what they need to watch: they learn nothing about the organization or the processing. */
const rejectViewer = (actor: RequestActor): void => {
  if (viewingOf(actor)) throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'a viewer' });
};

/** Accepts a playback token, unless there is an Authorization header, which takes precedence. */
const asMemberOrHolder = async (deps: Deps, request: FastifyRequest, route: Place): Promise<RequestActor> => {
  const token = stringIn(request.query, 'token');
  if (request.headers.authorization !== undefined || token === undefined) return asMember(deps, request, route);
  return asTokenHolder(deps, token, route.path);
};

/** The same, but a playback token must be for the video in the path. */
const asMemberOrVideoHolder = async (deps: Deps, request: FastifyRequest, route: Place): Promise<RequestActor> => {
  const actor = await asMemberOrHolder(deps, request, route);
  if (actor.type !== 'playback') return actor;
  const { data: videoId } = VideoId.safeParse(stringIn(request.params, 'id'));
  if (actor.id === videoId) return actor;
  throw new AppError('PLAYBACK_TOKEN_INVALID', { reason: 'video' });
};

/**
 * Authorizes a request for a route and returns its actor, or undefined for public routes. `onActor` also gets one that is refused, because it
 * lacks the permission or isn't a user.
 * @throws AppError of kind unauthenticated, forbidden, or missing
 */
export const authorize = async (
  deps: Deps,
  request: FastifyRequest,
  route: Place,
  onActor: OnActor = () => undefined,
): Promise<RequestActor | undefined> => {
  const { access } = route;
  switch (access.kind) {
    case 'public':
      return undefined;
    case 'actor': {
      const actor = await asMemberOrHolder(deps, request, route);
      rejectViewer(actor);
      return actor;
    }
    case 'signedIn':
      return signedInUser(deps, request, { allowsSessionCookie: access.allowsSessionCookie, onActor });
    case 'permission': {
      const actor = await (access.allowsPlaybackToken ? asMemberOrVideoHolder : asMember)(deps, request, route);
      if (!access.allowsViewer) rejectViewer(actor);
      onActor(actor);
      requirePermission(actor, access.permission);
      return actor;
    }
  }
};

/**
 * Checks, while a long response is sent, that its actor would still be authorized. An access token can expire meanwhile: the client can
 * get another one only for its next request. @throws AppError of kind unauthenticated, forbidden, or missing
 */
export const reauthorize = async (
  deps: Deps,
  request: FastifyRequest,
  route: Place,
  actor: RequestActor,
): Promise<void> => {
  if (actor.type !== 'user' || route.access.kind !== 'permission') {
    await authorize(deps, request, route);
    return;
  }
  await checkSession(deps, actor.sessionId);
  const member = await asUser(deps, { ...actor, userId: actor.id }, selectorOf(request, route));
  if (!member) throw new AppError('ORGANIZATION_NOT_FOUND');
  requirePermission(member, route.access.permission);
};
