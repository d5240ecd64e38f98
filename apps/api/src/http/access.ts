import type { Permission } from '@media/core';

/**
 * Who may call a route. `public`: anyone. `user`: whoever is signed in. `session`: the same, or a browser by the cookie of
 * its session alone. `member`: whose role in the organization allows it. `player`: the same, or the bearer of a playback
 * token of this very video.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'user' }
  | { kind: 'session' }
  | { kind: 'member'; permission: Permission }
  | { kind: 'player'; permission: Permission };

export const PUBLIC: Access = { kind: 'public' };
export const USER: Access = { kind: 'user' };
export const SESSION: Access = { kind: 'session' };
export const member = (permission: Permission): Access => ({ kind: 'member', permission });
export const player = (permission: Permission): Access => ({ kind: 'player', permission });
