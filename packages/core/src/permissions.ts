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

/** After `allowed to`. */
const ALLOWED_TO: Readonly<Record<Permission, string>> = {
  'video.read': 'watch videos',
  'video.write': 'change videos',
  'upload.write': 'upload files',
  'share.manage': 'share videos',
  'recipe.manage': 'manage output presets',
  'member.read': 'see the members',
  'member.manage': 'manage members',
  'key.manage': 'manage API keys',
  'webhook.manage': 'manage webhooks',
  'audit.read': 'read the audit log',
  'usage.read': 'see the usage',
  'organization.manage': 'rename, change or delete the organization',
};

/** Why a request is refused, in words and with the permission that it lacks, and who has that permission. */
export const refusalText = (permission: Permission): string => {
  const whom = ROLE_PERMISSIONS.admin.includes(permission) ? 'an owner or admin' : 'an owner';
  return `You aren't allowed to ${ALLOWED_TO[permission]} (permission ${permission}). Ask ${whom} of the organization.`;
};
