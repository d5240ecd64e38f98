export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const editors: readonly Role[] = ['owner', 'admin', 'editor'];

/** Who may do what inside an organization. Whoever is not in it does not even learn that a thing exists. */
export const PERMISSIONS = {
  'video.read': everyone,
  'video.write': editors,
  'upload.write': editors,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const isAllowed = (role: Role, permission: Permission): boolean => PERMISSIONS[permission].includes(role);
