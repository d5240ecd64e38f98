import type { Permission, RequestActor, UserActor } from '@media/core';
import type { Call, HandlerDecorator, Route } from './route.js';

/**
 * Who can call a route. `public`: anyone. `actor`: any authenticated actor. `signedIn`: a user, for their own account.
 * `permission`: an actor with the permission in the organization.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'actor' }
  | { kind: 'signedIn'; allowsSessionCookie: boolean }
  | {
      kind: 'permission';
      permission: Permission;
      allowsPlaybackToken: boolean;
      allowsViewer: boolean;
      allowsTrashed: boolean;
    };

/** Account routes apply to the user and ignore the organization. */
export const actsInOrganization = ({ kind }: Access): boolean => kind === 'actor' || kind === 'permission';

type Rules = {
  bases: readonly Access[];
  allowsSessionCookie?: true;
  allowsPlaybackToken?: true;
  allowsViewer?: true;
  allowsTrashed?: true;
};

const RULES = Symbol('access rules');
const rulesOf = (handler: object): Rules => Reflect.getMetadata(RULES, handler) ?? { bases: [] };

/** Decorates a handler that accepts this type of actor. */
type AccessDecorator<Actor> = HandlerDecorator<{
  [Part in keyof Call<Route>]: Part extends 'actor' ? Actor : never;
}>;

const change =
  <Actor>(next: (rules: Rules) => Rules): AccessDecorator<Actor> =>
  (_target, _key, { value }) => {
    if (value) Reflect.defineMetadata(RULES, next(rulesOf(value)), value);
  };
const base = <Actor>(access: Access): AccessDecorator<Actor> =>
  change((rules) => ({ ...rules, bases: [...rules.bases, access] }));

/** Anyone can call it. */
export const Public = () => base<undefined>({ kind: 'public' });

/** Any authenticated actor can call it, whatever its permissions. */
export const AnyActor = () => base<RequestActor>({ kind: 'actor' });

/** Any signed-in user can call it, for their own account. */
export const SignedIn = () => base<UserActor>({ kind: 'signedIn', allowsSessionCookie: false });

/** Use with `SignedIn`: a browser can also authenticate with only its session cookie. */
export const AllowSessionCookie = () => change<UserActor>((rules) => ({ ...rules, allowsSessionCookie: true }));

/** Actors with the permission in the organization of the resource can call it. */
export const RequirePermission = (permission: Permission) =>
  base<RequestActor>({
    ...{ kind: 'permission', permission, allowsPlaybackToken: false, allowsViewer: false, allowsTrashed: false },
  });

/** Use with `RequirePermission`: a playback token of the same video is accepted too. */
export const AllowPlaybackToken = () => change<RequestActor>((rules) => ({ ...rules, allowsPlaybackToken: true }));

/** Use with `AllowPlaybackToken`: somebody who watches by visibility or by a share is accepted too. */
export const AllowViewer = () => change<RequestActor>((rules) => ({ ...rules, allowsViewer: true }));

/** Use with `RequirePermission`: the video in the path can be in the trash. For all other routes, it doesn't exist then. */
export const AllowTrashed = () => change<RequestActor>((rules) => ({ ...rules, allowsTrashed: true }));

/** Combines the access decorators of a handler. @throws Error if they are missing or contradictory */
export const accessOf = (handler: object): Access => {
  const { bases, allowsSessionCookie = false, ...allowed } = rulesOf(handler);
  const { allowsPlaybackToken = false, allowsViewer = false, allowsTrashed = false } = allowed;
  const [access] = bases;
  if (!access) throw new Error('does not declare who can call it');
  if (bases.length > 1) throw new Error('declares more than once who can call it');
  if (allowsSessionCookie && access.kind !== 'signedIn') throw new Error('allows a session cookie without @SignedIn');
  if (allowsPlaybackToken && access.kind !== 'permission') {
    throw new Error('allows a playback token without @RequirePermission');
  }
  if (allowsViewer && !allowsPlaybackToken) throw new Error('allows viewers without @AllowPlaybackToken');
  if (allowsTrashed && (access.kind !== 'permission' || allowsPlaybackToken)) {
    throw new Error('allows videos in the trash for others than members with a permission');
  }
  if (access.kind === 'signedIn') return { ...access, allowsSessionCookie };
  return access.kind === 'permission' ? { ...access, allowsPlaybackToken, allowsViewer, allowsTrashed } : access;
};
