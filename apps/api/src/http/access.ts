import type { Permission, RequestActor, UserActor } from '@media/core';
import type { Call, HandlerDecorator, Route } from './route.js';

/**
 * Who can call a route. `public`: anyone. `actor`: whoever has a credential. `signedIn`: a user, who acts for nobody else.
 * `permission`: whoever has it in the organization.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'actor' }
  | { kind: 'signedIn'; allowsSessionCookie: boolean }
  | { kind: 'permission'; permission: Permission; allowsPlaybackToken: boolean };

/** Routes of the account act for the user alone, whatever organization the request names. */
export const actsInOrganization = ({ kind }: Access): boolean => kind === 'actor' || kind === 'permission';

type Rules = { bases: readonly Access[]; allowsSessionCookie?: true; allowsPlaybackToken?: true };

const RULES = Symbol('access rules');
const rulesOf = (handler: object): Rules => Reflect.getMetadata(RULES, handler) ?? { bases: [] };

/** Decorates a handler that can be given such an actor. */
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

/** Whoever has a credential can call it, whatever it permits. */
export const AnyActor = () => base<RequestActor>({ kind: 'actor' });

/** Whoever is signed in can call it, for the own account. */
export const SignedIn = () => base<UserActor>({ kind: 'signedIn', allowsSessionCookie: false });

/** Besides `SignedIn`: a browser can call it by the cookie of its session alone. */
export const AllowSessionCookie = () => change<UserActor>((rules) => ({ ...rules, allowsSessionCookie: true }));

/** Whoever has the permission in the organization of the resource can call it. */
export const RequirePermission = (permission: Permission) =>
  base<RequestActor>({ kind: 'permission', permission, allowsPlaybackToken: false });

/** Besides `RequirePermission`: the holder of a playback token of the very video can call it. */
export const AllowPlaybackToken = () => change<RequestActor>((rules) => ({ ...rules, allowsPlaybackToken: true }));

/** What the decorators of a handler say together. @throws Error when that is nothing, or makes no sense */
export const accessOf = (handler: object): Access => {
  const { bases, allowsSessionCookie = false, allowsPlaybackToken = false } = rulesOf(handler);
  const [access] = bases;
  if (!access) throw new Error('does not declare who can call it');
  if (bases.length > 1) throw new Error('declares twice who can call it');
  if (allowsSessionCookie && access.kind !== 'signedIn') throw new Error('allows a session cookie without @SignedIn');
  if (allowsPlaybackToken && access.kind !== 'permission') {
    throw new Error('allows a playback token without @RequirePermission');
  }
  if (access.kind === 'signedIn') return { ...access, allowsSessionCookie };
  return access.kind === 'permission' ? { ...access, allowsPlaybackToken } : access;
};
