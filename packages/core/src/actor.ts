import type { RequestContext } from './audit/request-context.js';
import { AppError } from './errors/app-error.js';
import type { ApiKeyId, OrganizationId, SessionId, ShareId, UserId, VideoId } from './ids.js';
import { PERMISSIONS, type Permission, ROLE_PERMISSIONS, type Role } from './permissions.js';

type ActorBase = {
  organizationId: OrganizationId;
  permissions: readonly Permission[];
  /** Its name in the audit log. */
  label: string;
  /** Where its request came from; missing outside requests. */
  context?: RequestContext;
};

/** When the credential expires; undefined if it never does. */
type Expiring<T = Date> = { expiresAt: T };

/** Who made a playback token: a user, with how often they had ended all their playback tokens until then, or an API key. */
export type PlaybackMaker = { userId: UserId; epoch: number } | { apiKeyId: ApiKeyId };

export type UserActor = ActorBase &
  Expiring & { type: 'user'; id: UserId; sessionId: SessionId; role: Role; playbackEpoch: number };
/** `createdBy`: the user whose role limits the key. */
export type ApiKeyActor = ActorBase & Expiring<Date | undefined> & { type: 'apiKey'; id: ApiKeyId; createdBy: UserId };
/** Why somebody can watch a video without an account and without a member's playback token. */
export type Viewing = { by: 'visibility' } | { by: 'share'; shareId: ShareId; allowsDownload: boolean };
/** The holder of a playback token, or a viewer. `id` is the ID of the only video that it can read. */
export type PlaybackActor = ActorBase &
  Expiring & { type: 'playback'; id: VideoId; maker?: PlaybackMaker | undefined; viewing?: Viewing };
/** The service itself, acting outside any request. */
export type SystemActor = ActorBase & { type: 'system'; id: null };

export type RequestActor = UserActor | ApiKeyActor | PlaybackActor;
/** The actor that a command runs for. */
export type Actor = RequestActor | SystemActor;
export type ActorType = Actor['type'];

/** An actor as stored in rows and log lines: without its name, which can be an email address. */
export type ActorRef = { [T in ActorType]: Pick<Extract<Actor, { type: T }>, 'type' | 'id'> }[ActorType];

export const actorRef = ({ type, id }: Pick<Actor, 'type' | 'id'>): ActorRef => ({ type, id }) as ActorRef;

/** The actor of an event. Users have no label: it can be an email address, and events outlive accounts. */
export type EventActor = ActorRef & { label?: string };

export const eventActor = (actor: Actor): EventActor =>
  actor.type === 'user' ? actorRef(actor) : { ...actorRef(actor), label: actor.label };

/** Who ends the playback tokens that an actor makes. Undefined if only their expiry does. */
export const playbackMaker = (actor: Actor): PlaybackMaker | undefined => {
  if (actor.type === 'user') return { userId: actor.id, epoch: actor.playbackEpoch };
  return actor.type === 'apiKey' ? { apiKeyId: actor.id } : undefined;
};

type Membership = { organizationId: OrganizationId; role: Role; name: string; playbackEpoch: number };
type SignedIn = { userId: UserId; sessionId: SessionId; expiresAt: Date };

export const userActor = (
  { userId: id, sessionId, expiresAt }: SignedIn,
  { organizationId, role, name: label, playbackEpoch }: Membership,
): UserActor => ({
  ...{ type: 'user', id, sessionId, organizationId, role, label, playbackEpoch, expiresAt },
  permissions: ROLE_PERMISSIONS[role],
});

type ApiKey = {
  id: ApiKeyId;
  organizationId: OrganizationId;
  name: string;
  scopes: readonly Permission[];
  createdBy: UserId;
  /** The current role of the key's creator. */
  creatorRole: Role;
  expiresAt: Date | undefined;
};

/** A key never has more permissions than its creator has now. */
export const apiKeyActor = ({ id, organizationId, name, scopes, creatorRole, ...rest }: ApiKey): ApiKeyActor => ({
  ...{ type: 'apiKey', id, organizationId, label: name, createdBy: rest.createdBy, expiresAt: rest.expiresAt },
  permissions: ROLE_PERMISSIONS[creatorRole].filter((permission) => scopes.includes(permission)),
});

type PlaybackToken = {
  videoId: VideoId;
  organizationId: OrganizationId;
  expiresAt: Date;
  maker?: PlaybackMaker | undefined;
};

export const playbackActor = ({ videoId: id, organizationId, expiresAt, maker }: PlaybackToken): PlaybackActor => ({
  ...{ type: 'playback', id, organizationId, label: 'playback token', expiresAt, maker },
  permissions: ['video.read'],
});

/** The holder of a viewer token. */
export const viewerActor = (token: PlaybackToken, viewing: Viewing): PlaybackActor => ({
  ...playbackActor(token),
  ...{ label: 'viewer', viewing },
});

/** How an actor watches as a viewer. Undefined for everybody else. */
export const viewingOf = (actor: Actor): Viewing | undefined => (actor.type === 'playback' ? actor.viewing : undefined);

/** `label` names the part of the service, such as the sweeper. */
export const systemActor = (organizationId: OrganizationId, label: string): SystemActor => ({
  ...{ type: 'system', id: null, organizationId, label },
  permissions: PERMISSIONS,
});

/**
 * The user whose role limits what an actor can do to members and keys.
 * @throws AppError FORBIDDEN if there is none
 */
export const responsibleUser = (actor: RequestActor): UserId => {
  if (actor.type === 'user') return actor.id;
  if (actor.type === 'apiKey') return actor.createdBy;
  throw new AppError('FORBIDDEN', { actor: actorRef(actor) });
};

/** Whether the actor can do everything that a member with the role can do. */
export const hasRole = ({ permissions }: Pick<Actor, 'permissions'>, role: Role): boolean =>
  ROLE_PERMISSIONS[role].every((permission) => permissions.includes(permission));

/** @throws AppError FORBIDDEN */
export const requirePermission = (actor: Actor, permission: Permission): void => {
  if (actor.permissions.includes(permission)) return;
  throw new AppError('FORBIDDEN', { actor: actorRef(actor), permission });
};
