/** From the highest to the lowest. */
export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** The permissions of actors inside an organization. They are also the scopes of API keys. */
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

/**
 * Whether a member can give another one a role, or take it away: nobody grants or changes a role above their own.
 */
export const canAssign = (own: Role, other: Role): boolean => ROLES.indexOf(own) <= ROLES.indexOf(other);

/** Users outside the organization have no role. To them, its resources don't exist. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  editor: EDITOR,
  admin: PERMISSIONS.filter((permission) => permission !== 'organization.manage'),
  owner: PERMISSIONS,
};
