import type { ApiKeyView } from '@media/sdk';

/** Newer servers can have further scopes. */
export type Scope = ApiKeyView['scopes'][number];

type ScopeText = { title: string; text: string };

/** What a key with a scope can do, in the order of the dialog. Features that don't exist yet are left out. */
const TEXTS: Partial<Record<Scope, ScopeText>> = {
  'video.read': { title: 'Watch videos', text: 'List, play and download videos.' },
  'upload.write': { title: 'Upload files', text: 'Needs “Change videos” to turn them into videos.' },
  'video.write': { title: 'Change videos', text: 'Create, rename, process and delete videos.' },
  'share.manage': { title: 'Share videos', text: 'Create and revoke share links, and change visibilities.' },
  'usage.read': { title: 'See usage', text: 'See how much the organization uses.' },
  'audit.read': { title: 'Read the audit log', text: 'See who did what, when and from where.' },
  'member.read': { title: 'See members', text: 'See who the members are, with their email addresses.' },
  'member.manage': { title: 'Manage members', text: 'Invite people, change roles and remove members.' },
  'key.manage': { title: 'Manage API keys', text: 'Create, rotate and revoke keys.' },
  'organization.manage': { title: 'Manage the organization', text: 'Rename and delete it.' },
};

const entries = Object.entries(TEXTS) as [Scope, ScopeText][];

/** The scopes that a user with these permissions can give to a key. */
export const offeredScopes = (permissions: readonly string[]): (ScopeText & { scope: Scope })[] =>
  entries.flatMap(([scope, text]) => (permissions.includes(scope) ? [{ scope, ...text }] : []));

/** `Watch videos, upload files`. Unknown scopes keep their names. */
export const scopesInWords = (scopes: readonly Scope[]): string => {
  const known = entries.flatMap(([scope, { title }]) => (scopes.includes(scope) ? [title] : []));
  const words = [...known, ...scopes.filter((scope) => !TEXTS[scope])];
  return words.map((word, index) => (index > 0 && known.includes(word) ? lowerFirst(word) : word)).join(', ');
};

/** Abbreviations keep their capitals. */
const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
