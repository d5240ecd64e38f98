import type { MemberView } from '@media/sdk';

/** Newer servers can have further roles. */
export type Role = MemberView['role'];

type RoleText = {
  /** In a sentence: `an editor`. */
  name: string;
  title: string;
  /** What members with the role can do, for a list of the roles. */
  text: string;
};

/** From the highest to the lowest. */
export const ROLE_TEXTS: readonly (RoleText & { role: Role })[] = [
  {
    role: 'owner',
    name: 'an owner',
    title: 'Owner',
    text: 'Owners can do everything, including renaming and deleting the organization and making other members owners.',
  },
  {
    role: 'admin',
    name: 'an admin',
    title: 'Admin',
    text: 'Admins can do everything that editors can, and also invite and remove members, change their roles, manage API keys, and read the audit log.',
  },
  {
    role: 'editor',
    name: 'an editor',
    title: 'Editor',
    text: 'Editors can watch, upload, rename, process, share and delete videos.',
  },
  {
    role: 'viewer',
    name: 'a viewer',
    title: 'Viewer',
    text: "Viewers can watch and download videos and see who the members are. They can't change or share anything.",
  },
];

const textOf = (role: Role) => ROLE_TEXTS.find((each) => each.role === role);

export const roleTitle = (role: Role): string => textOf(role)?.title ?? role;

/** What members with the role can do. */
export const roleText = (role: Role): string => textOf(role)?.text ?? '';

/** `an editor`, in a sentence. */
export const roleInSentence = (role: Role): string => textOf(role)?.name ?? `a member with the role ${role}`;

const rankOf = (role: Role): number => ROLE_TEXTS.findIndex((each) => each.role === role);

/** The roles that a member with this role can give to others, or take away: not above their own. The API enforces it. */
export const assignableRoles = (own: Role): Role[] =>
  rankOf(own) === -1 ? [] : ROLE_TEXTS.slice(rankOf(own)).map(({ role }) => role);
