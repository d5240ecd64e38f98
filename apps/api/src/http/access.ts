import type { Permission } from '@media/core';

/**
 * Who may call a route. `public`: anyone. `actor`: whoever has a credential. `user`: whoever is signed in. `session`: the
 * same, or a browser by the cookie of its session alone. `member`: whose role in the organization allows it. `player`: the
 * same, or the bearer of a playback token of this very video.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'actor' }
  | { kind: 'user' }
  | { kind: 'session' }
  | { kind: 'member'; permission: Permission }
  | { kind: 'player'; permission: Permission };

export const PUBLIC: Access = { kind: 'public' };
export const ACTOR: Access = { kind: 'actor' };
export const USER: Access = { kind: 'user' };
export const SESSION: Access = { kind: 'session' };
export const member = (permission: Permission): Access => ({ kind: 'member', permission });
export const player = (permission: Permission): Access => ({ kind: 'player', permission });

/** Account routes act for the user alone, whatever organization the request names. */
export const actsInOrganization = ({ kind }: Access): boolean =>
  kind === 'actor' || kind === 'member' || kind === 'player';
