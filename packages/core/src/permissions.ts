export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What an actor can be allowed to do inside an organization. These are also the scopes of API keys. */
export const PERMISSIONS = [
  'video.read',
  'video.write',
  'upload.write',
  'share.manage',
  'recipe.manage',
  'member.read',
  'member.manage',
  'key.manage',
  'webhook.manage',
  'audit.read',
  'usage.read',
  'organization.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const VIEWER: readonly Permission[] = ['video.read', 'member.read'];
const EDITOR: readonly Permission[] = [...VIEWER, 'video.write', 'upload.write', 'share.manage', 'usage.read'];

/** Someone who isn't a member has no role, and doesn't learn that a resource exists. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  editor: EDITOR,
  admin: PERMISSIONS.filter((permission) => permission !== 'organization.manage'),
  owner: PERMISSIONS,
};
